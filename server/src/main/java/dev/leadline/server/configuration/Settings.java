package dev.leadline.server.configuration;

import dev.leadline.db.DatabaseSettings;
import dev.leadline.ingest.Ingest;

/** Everything the operator decides, checked: one record per room. */
public record Settings(
    HttpSettings http,
    DatabaseSettings database,
    Ingest.Settings ingest,
    AdministratorSettings administrator) {}
