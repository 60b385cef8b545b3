package dev.leadline.server.admin.source;

import dev.leadline.ingest.Fate;
import dev.leadline.ingest.Signals;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads signals for the debugger. */
final class ReadEvents {
  private static final int PAGE = 50;

  private final Signals signals;

  ReadEvents(Signals signals) {
    this.signals = signals;
  }

  Optional<EventList.Event> last(int source) {
    return signals.latest(source, Optional.empty(), Long.MAX_VALUE, 1).stream()
        .findFirst()
        .map(EventList::event);
  }

  EventList page(int source, String fate, long before, boolean live) {
    List<Signals.Row> rows = signals.latest(source, fate(fate), before, PAGE + 1);
    List<Signals.Row> shown = rows.subList(0, Math.min(PAGE, rows.size()));
    String known = fate(fate).map(EventList::word).orElse("");
    String older =
        rows.size() > PAGE
            ? "/admin/sources/%d?before=%d%s"
                .formatted(source, shown.getLast().id(), known.isEmpty() ? "" : "&fate=" + known)
            : "";
    return list(source, shown, known, live, shown.isEmpty() ? 0 : shown.getFirst().id(), older);
  }

  /** What came after a signal. */
  EventList since(int source, String fate, long since) {
    List<Signals.Row> fresh =
        signals.latest(source, fate(fate), Long.MAX_VALUE, PAGE).stream()
            .filter(row -> row.id() > since)
            .toList();
    long newest = fresh.isEmpty() ? since : fresh.getFirst().id();
    return list(source, fresh, fate(fate).map(EventList::word).orElse(""), true, newest, "");
  }

  private static EventList list(
      int source, List<Signals.Row> rows, String fate, boolean live, long newest, String older) {
    return new EventList(
        source, rows.stream().map(EventList::event).toList(), fate, live, newest, older);
  }

  private static Optional<Fate> fate(String word) {
    return Arrays.stream(Fate.values())
        .filter(fate -> EventList.word(fate).equals(word))
        .findFirst();
  }
}
