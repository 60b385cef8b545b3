package dev.leadline.server.admin.source;

import dev.leadline.ingest.Fate;
import dev.leadline.ingest.Signals;
import dev.leadline.server.admin.Tone;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Signals of a source, newest first.
 *
 * @param fate only this one is shown; the empty text: all
 * @param live whether the page asks for more by itself
 * @param newest id of the newest signal known, from which to ask on
 * @param older the address of the page after; empty: none
 */
public record EventList(
    int source, List<Event> events, String fate, boolean live, long newest, String older) {

  /**
   * A signal and what became of it.
   *
   * @param whom it is about; the empty text: it does not say
   */
  public record Event(
      long id,
      String type,
      String whom,
      Instant receivedAt,
      String fate,
      String tone,
      String note,
      @Nullable Long prospect,
      String messageId) {}

  /** The fates that one can ask for. */
  public List<String> fates() {
    return Arrays.stream(Fate.values()).map(EventList::word).toList();
  }

  /** The address of the same list with another fate or pace. */
  public String address(String otherFate, boolean otherLive) {
    String query = otherFate.isEmpty() ? "" : "fate=" + otherFate;
    if (!otherLive) {
      query += query.isEmpty() ? "live=off" : "&live=off";
    }
    return "/admin/sources/" + source + (query.isEmpty() ? "" : "?" + query);
  }

  /** Where to ask for what came since. */
  public String poll() {
    return "/admin/sources/"
        + source
        + "/events?since="
        + newest
        + (fate.isEmpty() ? "" : "&fate=" + fate);
  }

  static Event event(Signals.Row row) {
    return new Event(
        row.id(),
        row.type(),
        Whom.of(row.payload()),
        row.receivedAt(),
        word(row.fate()),
        Tone.of(row.fate()),
        row.note() == null ? "" : row.note(),
        row.prospect(),
        row.messageId());
  }

  static String word(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT);
  }
}
