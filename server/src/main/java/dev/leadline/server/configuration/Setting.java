package dev.leadline.server.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing the operator may decide.
 *
 * @param name in a file, such as {@code http.port}
 * @param standard what holds when nobody decides, as text
 * @param secret never shown; may come from a file of its own
 * @param meaning a sentence for the reference
 */
public record Setting(String name, String standard, boolean secret, String meaning) {
  /** The variables with our prefix that are the launcher's own. */
  static final List<String> OF_THE_LAUNCHER =
      List.of(
          "LEADLINE_JAVA_HOME",
          "LEADLINE_JAVA_OPTIONS",
          "LEADLINE_JDK_ROOTS",
          "LEADLINE_BUILD",
          "LEADLINE_AOT",
          "LEADLINE_CHROMIUM");

  public static final Setting DATA =
      of("data", ".data", "Folder for all that is kept outside an external database.");
  public static final Setting HTTP_ADDRESS =
      of("http.address", "", "Address to listen on; empty: all of them.");
  public static final Setting HTTP_PORT =
      of("http.port", "8080", "Port to listen on; 0: any that is free.");
  public static final Setting HTTP_BEHIND_PROXY =
      of(
          "http.behind-proxy",
          "false",
          "true: a proxy in front ends TLS, and its X-Forwarded headers are believed.");
  public static final Setting HTTP_METRICS =
      of("http.metrics", "local", "Who may read /metrics: local, everyone, nobody.");
  public static final Setting HTTP_ACCESS_LOG =
      of(
          "http.access-log",
          "unusual",
          "Requests written to logs/ in the data folder: unusual (all but accepted Segment calls), all, none.");
  public static final Setting DATABASE_URL =
      of(
          "database.url",
          "",
          "postgresql://user:password@host:port/name; empty: a PostgreSQL of our own in the data folder.");
  public static final Setting DATABASE_USER = of("database.user", "", "User for the URL.");
  public static final Setting DATABASE_PASSWORD =
      secret("database.password", "Password for the URL.");
  public static final Setting DATABASE_POOL =
      of("database.pool", "12", "Connections to the database at most.");
  public static final Setting SEGMENT_UNKNOWN_KEYS =
      of(
          "segment.unknown-keys",
          "quarantine",
          "Calls with an unknown write key: quarantine (200, kept aside) or reject (401, the sender forgets them).");
  public static final Setting SEGMENT_QUARANTINE =
      of(
          "segment.quarantine-per-minute",
          "60",
          "Events with an unknown write key kept per minute and node at most; further ones get the same 200 and are forgotten.");
  public static final Setting SEGMENT_EVENT_BYTES =
      of("segment.event-bytes", "32768", "Bytes of one event at most.");
  public static final Setting SEGMENT_BATCH_BYTES =
      of("segment.batch-bytes", "512000", "Bytes of a batch at most, unpacked.");
  public static final Setting SEGMENT_BATCH_EVENTS =
      of("segment.batch-events", "2500", "Events of a batch at most; the surplus is left out.");
  public static final Setting INGEST_WRITERS =
      of(
          "ingest.writers",
          "2",
          "Transactions of the ingest at work at the same time, at most; all but one only under load.");
  public static final Setting INGEST_BATCH =
      of("ingest.batch", "500", "Events in one transaction.");
  public static final Setting INGEST_QUEUE =
      of("ingest.queue", "20000", "Events that may wait before senders are told to come back.");
  public static final Setting INGEST_KEEP =
      of(
          "ingest.keep",
          "30d",
          "How long events are kept, to be looked at and to recognise repeats.");
  public static final Setting SYNC_POLL =
      of("sync.poll", "2m", "How often Salesforce is asked for changes.");
  public static final Setting SYNC_BATCH =
      of("sync.batch", "400", "Prospects sent to Salesforce at once.");
  public static final Setting SECRET_KEY =
      secret(
          "secret.key",
          "Seals the credentials kept in the database, at least 32 characters; empty: a key made once and kept in the data folder.");
  public static final Setting ADMINISTRATOR_EMAIL =
      of(
          "administrator.email",
          "admin@localhost",
          "The administrator made at the first start, when there is none.");
  public static final Setting ADMINISTRATOR_PASSWORD =
      secret(
          "administrator.password",
          "Their password, at least 12 characters; empty: one for a single use is made up and printed.");
  public static final Setting LOG_LEVEL =
      of("log.level", "info", "What the log tells: error, warn, info, debug.");

  /** All, in the order of the reference. */
  public static final List<Setting> ALL =
      List.of(
          DATA,
          HTTP_ADDRESS,
          HTTP_PORT,
          HTTP_BEHIND_PROXY,
          HTTP_METRICS,
          HTTP_ACCESS_LOG,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_POOL,
          SEGMENT_UNKNOWN_KEYS,
          SEGMENT_QUARANTINE,
          SEGMENT_EVENT_BYTES,
          SEGMENT_BATCH_BYTES,
          SEGMENT_BATCH_EVENTS,
          INGEST_WRITERS,
          INGEST_BATCH,
          INGEST_QUEUE,
          INGEST_KEEP,
          SYNC_POLL,
          SYNC_BATCH,
          SECRET_KEY,
          ADMINISTRATOR_EMAIL,
          ADMINISTRATOR_PASSWORD,
          LOG_LEVEL);

  /** The environment variable: {@code LEADLINE_HTTP_PORT}. */
  public String variable() {
    return "LEADLINE_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Optional<Setting> named(String name) {
    return ALL.stream().filter(each -> each.name.equals(name)).findFirst();
  }

  private static Setting of(String name, String standard, String meaning) {
    return new Setting(name, standard, false, meaning);
  }

  private static Setting secret(String name, String meaning) {
    return new Setting(name, "", true, meaning);
  }
}
