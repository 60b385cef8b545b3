package dev.leadline.server.configuration;

import dev.leadline.db.DatabaseSettings;
import dev.leadline.server.segment.SegmentSettings;
import java.nio.file.Path;

/** Everything the operator decides, checked: one record per room. */
public record Settings(
    Path data,
    HttpSettings http,
    DatabaseSettings database,
    SegmentSettings segment,
    IngestSettings ingest,
    SyncSettings sync,
    SecretSettings secret,
    AdministratorSettings administrator) {

  /** The defaults, with all data in a folder. */
  public static Settings in(Path data) {
    return new Settings(
        data,
        HttpSettings.DEFAULT,
        DatabaseSettings.embedded(data.resolve("postgresql")),
        SegmentSettings.DEFAULT,
        IngestSettings.DEFAULT,
        SyncSettings.DEFAULT,
        SecretSettings.in(data),
        AdministratorSettings.DEFAULT);
  }

  public Settings with(HttpSettings other) {
    return new Settings(data, other, database, segment, ingest, sync, secret, administrator);
  }

  public Settings with(DatabaseSettings other) {
    return new Settings(data, http, other, segment, ingest, sync, secret, administrator);
  }

  public Settings with(SegmentSettings other) {
    return new Settings(data, http, database, other, ingest, sync, secret, administrator);
  }

  public Settings with(SyncSettings other) {
    return new Settings(data, http, database, segment, ingest, other, secret, administrator);
  }

  public Settings with(AdministratorSettings other) {
    return new Settings(data, http, database, segment, ingest, sync, secret, other);
  }
}
