package dev.leadline.server.wiring;

import dev.leadline.crew.Groups;
import dev.leadline.crew.Users;
import dev.leadline.identity.KeyBook;
import dev.leadline.prospect.ChangeLog;
import dev.leadline.prospect.ProspectSearch;
import dev.leadline.rule.RuleBook;
import dev.leadline.rule.Sweeps;
import dev.leadline.sync.SyncStates;
import org.jdbi.v3.core.Jdbi;

/** What people look at and edit, beside the rooms that a change passes through. */
public record Desk(
    Users users,
    Groups groups,
    ProspectSearch search,
    ChangeLog changes,
    KeyBook keys,
    RuleBook rules,
    Sweeps sweeps,
    SyncStates syncStates) {

  public static Desk over(Hub hub) {
    Jdbi jdbi = hub.database().jdbi();
    return new Desk(
        new Users(jdbi),
        new Groups(jdbi),
        new ProspectSearch(jdbi),
        new ChangeLog(jdbi),
        new KeyBook(jdbi),
        new RuleBook(jdbi, hub.rules(), hub.clock()),
        new Sweeps(jdbi, hub.fields(), hub.rules()),
        new SyncStates(jdbi));
  }
}
