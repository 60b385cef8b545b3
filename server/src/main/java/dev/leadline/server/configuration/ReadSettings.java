package dev.leadline.server.configuration;

import dev.leadline.db.DatabaseSettings;
import dev.leadline.ingest.Ingest;
import dev.leadline.server.configuration.HttpSettings.AccessLog;
import dev.leadline.server.configuration.HttpSettings.Metrics;
import dev.leadline.server.segment.SegmentSettings;
import dev.leadline.server.segment.SegmentSettings.UnknownKeys;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns texts into the records of the rooms, and gathers all that is wrong on the way. */
final class ReadSettings {
  private static final List<String> LOG_LEVELS = List.of("error", "warn", "info", "debug");

  private final Configuration configuration;
  private final List<String> errors;

  ReadSettings(Configuration configuration, List<String> earlier) {
    this.configuration = configuration;
    this.errors = new ArrayList<>(earlier);
  }

  Settings all() throws Misconfigured {
    Path data = data();
    HttpSettings http = checked(this::http, HttpSettings.DEFAULT);
    DatabaseSettings database =
        checked(
            () -> database(data), DatabaseSettings.embedded(DatabaseSettings.DEFAULT_DIRECTORY));
    SegmentSettings segment = checked(this::segment, SegmentSettings.DEFAULT);
    IngestSettings ingest = checked(this::ingest, IngestSettings.DEFAULT);
    SyncSettings sync = checked(this::sync, SyncSettings.DEFAULT);
    AdministratorSettings administrator =
        checked(this::administrator, AdministratorSettings.DEFAULT);
    SecretSettings secret = checked(() -> secret(data), SecretSettings.in(data));
    logLevel();
    if (!errors.isEmpty()) {
      throw new Misconfigured(errors);
    }
    return new Settings(data, http, database, segment, ingest, sync, secret, administrator);
  }

  private Path data() {
    String text = text(Setting.DATA);
    try {
      Path path = Path.of(text.isEmpty() ? Setting.DATA.standard() : text);
      boolean decided = !configuration.value(Setting.DATA).origin().equals(Value.STANDARD);
      return decided ? path : Path.of(System.getProperty("leadline.home", "")).resolve(path);
    } catch (InvalidPathException e) {
      wrong(Setting.DATA, "is not a path");
      return Path.of(Setting.DATA.standard());
    }
  }

  private HttpSettings http() {
    return new HttpSettings(
        text(Setting.HTTP_ADDRESS),
        number(Setting.HTTP_PORT),
        flag(Setting.HTTP_BEHIND_PROXY),
        one(Setting.HTTP_METRICS, Metrics.class, Metrics.LOCAL),
        one(Setting.HTTP_ACCESS_LOG, AccessLog.class, AccessLog.UNUSUAL));
  }

  private DatabaseSettings database(Path data) {
    return new DatabaseSettings(
        optional(Setting.DATABASE_URL),
        text(Setting.DATABASE_USER),
        text(Setting.DATABASE_PASSWORD),
        data.resolve("postgresql"),
        number(Setting.DATABASE_POOL));
  }

  private SegmentSettings segment() {
    return new SegmentSettings(
        one(Setting.SEGMENT_UNKNOWN_KEYS, UnknownKeys.class, UnknownKeys.QUARANTINE),
        number(Setting.SEGMENT_QUARANTINE),
        number(Setting.SEGMENT_EVENT_BYTES),
        number(Setting.SEGMENT_BATCH_BYTES),
        number(Setting.SEGMENT_BATCH_EVENTS));
  }

  private IngestSettings ingest() {
    return new IngestSettings(
        new Ingest.Settings(
            number(Setting.INGEST_WRITERS),
            number(Setting.INGEST_BATCH),
            number(Setting.INGEST_QUEUE)),
        duration(Setting.INGEST_KEEP));
  }

  private SyncSettings sync() {
    return new SyncSettings(duration(Setting.SYNC_POLL), number(Setting.SYNC_BATCH));
  }

  private AdministratorSettings administrator() {
    return new AdministratorSettings(
        text(Setting.ADMINISTRATOR_EMAIL), optional(Setting.ADMINISTRATOR_PASSWORD));
  }

  private SecretSettings secret(Path data) {
    return new SecretSettings(optional(Setting.SECRET_KEY), SecretSettings.in(data).file());
  }

  private void logLevel() {
    if (!LOG_LEVELS.contains(text(Setting.LOG_LEVEL).toLowerCase(Locale.ROOT))) {
      wrong(Setting.LOG_LEVEL, "must be one of " + String.join(", ", LOG_LEVELS));
    }
  }

  /** A record's own constructor says what is wrong with its values. */
  private <T> T checked(Supplier<T> make, T otherwise) {
    int before = errors.size();
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      if (errors.size() == before) {
        errors.add(String.valueOf(e.getMessage()));
      }
      return otherwise;
    }
  }

  private String text(Setting setting) {
    return configuration.value(setting).text();
  }

  private Optional<String> optional(Setting setting) {
    return Optional.of(text(setting)).filter(text -> !text.isEmpty());
  }

  private int number(Setting setting) {
    try {
      return Integer.parseInt(text(setting));
    } catch (NumberFormatException e) {
      wrong(setting, "must be a whole number");
      return Integer.parseInt(setting.standard());
    }
  }

  private boolean flag(Setting setting) {
    String text = text(setting).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      wrong(setting, "must be true or false");
    }
    return text.equals("true");
  }

  private <E extends Enum<E>> E one(Setting setting, Class<E> type, E otherwise) {
    for (E each : type.getEnumConstants()) {
      if (each.name().equalsIgnoreCase(text(setting))) {
        return each;
      }
    }
    wrong(
        setting,
        "must be one of "
            + Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
    return otherwise;
  }

  /** {@code 90s}, {@code 2m}, {@code 12h}, {@code 30d}. */
  private Duration duration(Setting setting) {
    String text = text(setting).toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(text.endsWith("D") ? "P" + text : "PT" + text);
    } catch (DateTimeParseException e) {
      wrong(setting, "must be a time such as 90s, 2m, 12h or 30d");
      return Duration.ofDays(1);
    }
  }

  private void wrong(Setting setting, String why) {
    Value value = configuration.value(setting);
    errors.add(
        "%s %s, not \"%s\" (%s)".formatted(setting.name(), why, value.shown(), value.origin()));
  }
}
