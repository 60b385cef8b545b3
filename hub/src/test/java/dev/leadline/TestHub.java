package dev.leadline;

import dev.leadline.campaign.Campaigns;
import dev.leadline.db.Database;
import dev.leadline.identity.Identities;
import dev.leadline.ingest.Counts;
import dev.leadline.ingest.Signals;
import dev.leadline.ingest.WriteSignals;
import dev.leadline.intake.Intake;
import dev.leadline.outbox.Outbox;
import dev.leadline.prospect.ChangeLog;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospects;
import dev.leadline.rule.RuleBook;
import dev.leadline.rule.Rules;
import dev.leadline.unit.Sources;
import dev.leadline.unit.Unit;
import dev.leadline.unit.Units;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The rooms over one database, joined by hand as a hub joins them. */
public final class TestHub {
  public static final int UNIT = 1;

  public final Database database;
  public final Units units;
  public final Sources sources;
  public final Fields fields;
  public final Prospects prospects;
  public final ChangeLog changeLog;
  public final Rules rules;
  public final RuleBook ruleBook;
  public final Campaigns campaigns;
  public final Outbox outbox;
  public final Intake intake;
  public final Signals signals;
  public final Counts counts = new Counts();
  public final WriteSignals writeSignals;

  public TestHub(Database database, InstantSource clock) {
    this.database = database;
    units = new Units(database.jdbi());
    sources = new Sources(database.jdbi(), new SecureRandom());
    fields = new Fields(database.jdbi());
    prospects = new Prospects(database.jdbi());
    changeLog = new ChangeLog(database.jdbi());
    rules = new Rules(database.jdbi(), fields);
    ruleBook = new RuleBook(database.jdbi(), rules, clock);
    campaigns = new Campaigns(database.jdbi());
    outbox = new Outbox(database.jdbi(), clock);
    intake =
        new Intake(
            database,
            new Intake.Rooms(
                units, fields, new Identities(), prospects, rules, campaigns, outbox, clock));
    signals = new Signals(database.jdbi());
    writeSignals = new WriteSignals(database, intake, signals, counts);
  }

  public TestHub matching(Unit.Matching matching) {
    return unit(new Unit(UNIT, "Default", matching, null, false, false));
  }

  public TestHub unit(Unit unit) {
    units.save(unit);
    return this;
  }

  public long count(String table) {
    return database
        .jdbi()
        .withHandle(tx -> tx.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }
}
