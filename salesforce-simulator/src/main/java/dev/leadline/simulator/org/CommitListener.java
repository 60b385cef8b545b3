package dev.leadline.simulator.org;

/** Hears of every commit, in order, before the request that made it is answered; must be quick. */
@FunctionalInterface
public interface CommitListener {
  void committed(Commit commit);
}
