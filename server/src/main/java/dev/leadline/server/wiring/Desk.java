package dev.leadline.server.wiring;

import dev.leadline.crew.Groups;
import dev.leadline.crew.Users;
import dev.leadline.db.Database;
import dev.leadline.identity.KeyBook;
import dev.leadline.link.SyncStates;
import dev.leadline.prospect.ChangeLog;
import dev.leadline.prospect.ProspectSearch;
import dev.leadline.rule.RuleBook;
import dev.leadline.rule.Sweeps;

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
    Database database = hub.database();
    return new Desk(
        new Users(database.jdbi()),
        new Groups(database.jdbi()),
        new ProspectSearch(database.jdbi()),
        new ChangeLog(database.jdbi()),
        new KeyBook(database.jdbi()),
        new RuleBook(database.jdbi(), hub.rules(), hub.clock()),
        new Sweeps(database.jdbi(), hub.fields(), hub.rules()),
        new SyncStates(database.jdbi()));
  }
}
