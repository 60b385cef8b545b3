package dev.leadline.server.configuration;

import dev.leadline.db.DatabaseSettings;
import dev.leadline.ingest.Ingest;
import dev.leadline.server.segment.SegmentSettings;

/** Everything the operator decides, checked: one record per room. */
public record Settings(
    HttpSettings http,
    DatabaseSettings database,
    SegmentSettings segment,
    Ingest.Settings ingest,
    AdministratorSettings administrator) {}
