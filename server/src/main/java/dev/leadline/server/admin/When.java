package dev.leadline.server.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes times as the reader's clock shows them, always with the zone. */
public record When(ZoneId zone, Instant now) {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss zzz", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAYS = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);

  /** The zone that the browser has told; UTC where it has told none. */
  static ZoneId zone(@Nullable String told) {
    if (told == null || told.length() > 60) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(told);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  /** To the second, with the zone. */
  public String full(Instant at) {
    return FULL.format(at.atZone(zone));
  }

  public String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  /** How long ago; a date once that is clearer. */
  public String ago(Instant at) {
    Duration since = Duration.between(at, now);
    if (since.compareTo(MINUTE) < 0) {
      return since.compareTo(MINUTE.negated()) < 0 ? full(at) : "just now";
    }
    if (since.compareTo(HOUR) < 0) {
      return since.toMinutes() + " min ago";
    }
    if (since.compareTo(DAYS) < 0) {
      return since.toHours() + " h ago";
    }
    return since.compareTo(MONTH) < 0
        ? since.toDays() + (since.toDays() == 1 ? " day ago" : " days ago")
        : day(at);
  }
}
