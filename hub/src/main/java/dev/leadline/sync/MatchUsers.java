package dev.leadline.sync;

import dev.leadline.connector.Remote;
import dev.leadline.crew.CrmUsers;
import dev.leadline.crew.CrmUsers.CrmUser;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Tells which user of ours is which user over there, so that owners can be synced. */
public final class MatchUsers {
  private final Jdbi jdbi;
  private final CrmUsers crmUsers;

  public MatchUsers(Jdbi jdbi, CrmUsers crmUsers) {
    this.jdbi = jdbi;
    this.crmUsers = crmUsers;
  }

  /** Matches users that have no counterpart yet; answers how many were matched. */
  public int once(int unit, Remote remote) {
    List<CrmUser> theirs =
        remote.users().stream()
            .map(user -> new CrmUser(user.id(), user.username(), user.email()))
            .toList();
    return jdbi.inTransaction(tx -> crmUsers.match(tx, unit, theirs));
  }
}
