package dev.leadline.connector;

/** Which remote a unit is connected to. */
@FunctionalInterface
public interface Remotes {
  /**
   * The unit's remote.
   *
   * @throws RemoteTrouble of kind CONFIGURATION when the unit has none, or its settings are wrong
   */
  Remote of(int unit);
}
