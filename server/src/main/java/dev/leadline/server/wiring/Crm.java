package dev.leadline.server.wiring;

import dev.leadline.connector.Connector;
import dev.leadline.connector.Connectors;
import dev.leadline.connector.Mappings;
import dev.leadline.crew.CrmUsers;
import dev.leadline.db.Database;
import dev.leadline.link.Cursors;
import dev.leadline.link.Links;
import dev.leadline.link.SyncErrors;
import dev.leadline.outbox.Outbox;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospects;
import dev.leadline.salesforce.Credential;
import dev.leadline.salesforce.SalesforceOrgs;
import dev.leadline.salesforce.SalesforceOrgs.Access;
import dev.leadline.salesforce.SalesforceRemote;
import dev.leadline.sync.CompareAll;
import dev.leadline.sync.Explain;
import dev.leadline.sync.MatchUsers;
import dev.leadline.sync.PullChanges;
import dev.leadline.sync.PushCourier;
import dev.leadline.sync.Rooms;
import dev.leadline.sync.Stores;
import dev.leadline.sync.SyncNow;
import dev.leadline.sync.VerifyConnector;
import dev.leadline.unit.Secrets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import javax.crypto.SecretKey;

/** The sync with Salesforce, built over a hub: what keeps prospects and their records in step. */
public record Crm(
    Secrets secrets,
    Stores stores,
    SalesforceOrgs orgs,
    VerifyConnector verify,
    PushCourier push,
    PullChanges pull,
    SyncNow syncNow,
    CompareAll compareAll,
    Explain explain) {
  /** The remote that links, cursors and errors are kept under. */
  public static final String REMOTE = SalesforceRemote.NAME;

  /** The name under which a unit's client secret or private key is kept. */
  public static final String CREDENTIAL = "salesforce";

  /** Builds it; from now on the hub's outbox keeps messages for Salesforce. */
  public static Crm over(Hub hub, SecretKey key) {
    Secrets secrets = new Secrets(hub.database().jdbi(), key, new SecureRandom());
    Stores stores = stores(hub.database(), hub.outbox(), hub.clock());
    Rooms rooms =
        new Rooms(
            hub.database(),
            hub.fields(),
            hub.prospects(),
            hub.identities(),
            new CrmUsers(),
            hub.intake(),
            hub.outbox(),
            hub.campaigns());
    SalesforceOrgs orgs =
        new SalesforceOrgs(
            unit -> access(stores.connectors(), secrets, unit),
            SalesforceRemote.newClient(),
            hub.clock());
    PushCourier push = new PushCourier(REMOTE, orgs, stores, rooms, hub.clock());
    hub.outbox().register(push);
    return new Crm(
        secrets,
        stores,
        orgs,
        new VerifyConnector(
            REMOTE, orgs, stores, rooms, new MatchUsers(hub.database().jdbi(), rooms.crmUsers())),
        push,
        new PullChanges(REMOTE, orgs, stores, rooms, hub.clock()),
        new SyncNow(hub.database(), stores.links(), stores.errors(), hub.outbox()),
        new CompareAll(REMOTE, stores, rooms, hub.clock()),
        new Explain(stores, hub.fields(), hub.outbox()));
  }

  /** As much of it as answers questions, over the database of a hub that may run elsewhere. */
  public record Reading(Prospects prospects, Explain explain) {}

  /** Nothing that this answers with changes the database. */
  public static Reading reading(Database database) {
    InstantSource clock = InstantSource.system();
    Outbox outbox = new Outbox(database.jdbi(), clock);
    Stores stores = stores(database, outbox, clock);
    return new Reading(
        new Prospects(database.jdbi()), new Explain(stores, new Fields(database.jdbi()), outbox));
  }

  private static Stores stores(Database database, Outbox outbox, InstantSource clock) {
    return new Stores(
        new Connectors(database.jdbi(), clock),
        new Mappings(database.jdbi()),
        new Links(database.jdbi()),
        new Cursors(database.jdbi()),
        new SyncErrors(database, outbox));
  }

  private static Optional<Access> access(Connectors connectors, Secrets secrets, int unit) {
    return connectors
        .find(unit, REMOTE)
        .map(Connector::settings)
        .flatMap(settings ->
            secrets
                .find(unit, CREDENTIAL)
                .map(secret -> new Access(settings, new Credential(secret))));
  }
}
