package dev.leadline.sync;

import dev.leadline.connector.Remote;
import dev.leadline.connector.Remote.Check;
import dev.leadline.connector.RemoteTrouble;
import dev.leadline.connector.Remotes;
import java.time.Duration;
import java.util.List;

/** Tries a connector, and on success takes over what the remote says of itself. */
public final class VerifyConnector {
  private final String remote;
  private final Remotes remotes;
  private final Stores stores;
  private final Rooms rooms;
  private final MatchUsers matchUsers;

  /** What came of it, for a person. */
  public sealed interface Result {
    /**
     * The remote answers.
     *
     * @param problems what the connected user lacks; the sync works without it
     * @param usersMatched how many of our users were recognised over there
     */
    record Verified(String identity, List<String> problems, int usersMatched) implements Result {}

    /** It cannot be used; the message says why. */
    record Refused(String message) implements Result {}
  }

  public VerifyConnector(
      String remote, Remotes remotes, Stores stores, Rooms rooms, MatchUsers matchUsers) {
    this.remote = remote;
    this.remotes = remotes;
    this.stores = stores;
    this.rooms = rooms;
    this.matchUsers = matchUsers;
  }

  public Result once(int unit) {
    try {
      Remote there = remotes.of(unit);
      Check check = there.check();
      int matched = matchUsers.once(unit, there);
      stores.mappings().adopt(unit, remote, check.description(), rooms.fields().of(unit).keySet());
      ReadCampaigns.once(rooms, unit, there);
      stores.connectors().verified(unit, remote);
      return new Result.Verified(check.identity(), check.problems(), matched);
    } catch (RemoteTrouble e) {
      String message = String.valueOf(e.getMessage());
      stores.connectors().trouble(unit, remote, message, Duration.ZERO);
      return new Result.Refused(message);
    }
  }
}
