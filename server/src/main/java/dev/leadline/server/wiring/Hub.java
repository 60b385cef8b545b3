package dev.leadline.server.wiring;

import dev.leadline.campaign.Campaigns;
import dev.leadline.crew.Accounts;
import dev.leadline.db.Database;
import dev.leadline.identity.Identities;
import dev.leadline.ingest.Counts;
import dev.leadline.ingest.Ingest;
import dev.leadline.ingest.Signals;
import dev.leadline.ingest.WriteSignals;
import dev.leadline.intake.Intake;
import dev.leadline.outbox.Outbox;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospects;
import dev.leadline.rule.Rules;
import dev.leadline.unit.Sources;
import dev.leadline.unit.Units;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Every room of the hub, built by hand in the order of the flow: what the doors are handed. */
public record Hub(
    InstantSource clock,
    Database database,
    Units units,
    Sources sources,
    Accounts accounts,
    Fields fields,
    Identities identities,
    Prospects prospects,
    Rules rules,
    Campaigns campaigns,
    Outbox outbox,
    Intake intake,
    Signals signals,
    Counts counts,
    Ingest ingest)
    implements AutoCloseable {

  /** Builds the rooms over a database that is open; {@link #close} closes it too. */
  public static Hub over(Database database, Ingest.Settings settings, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    Units units = new Units(database.jdbi());
    Sources sources = new Sources(database.jdbi(), random);
    Accounts accounts = new Accounts(database.jdbi(), clock);

    Fields fields = new Fields(database.jdbi());
    Identities identities = new Identities();
    Prospects prospects = new Prospects(database.jdbi());
    Rules rules = new Rules(database.jdbi(), fields);
    Campaigns campaigns = new Campaigns(database.jdbi());
    Outbox outbox = new Outbox(database.jdbi(), clock);
    Intake intake =
        new Intake(
            database,
            new Intake.Rooms(
                units, fields, identities, prospects, rules, campaigns, outbox, clock));

    Signals signals = new Signals(database.jdbi());
    Counts counts = new Counts();
    Ingest ingest =
        new Ingest(units, fields, new WriteSignals(database, intake, signals, counts), settings);
    return new Hub(
        clock,
        database,
        units,
        sources,
        accounts,
        fields,
        identities,
        prospects,
        rules,
        campaigns,
        outbox,
        intake,
        signals,
        counts,
        ingest);
  }

  /** Finishes what was taken in, then lets go of the database. */
  @Override
  public void close() {
    ingest.close();
    database.close();
  }
}
