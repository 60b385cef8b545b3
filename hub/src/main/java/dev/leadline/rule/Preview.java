package dev.leadline.rule;

import dev.leadline.prospect.Prospect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dry run: which stored prospects meet criteria now. Nothing is changed. Call {@link #once} until
 * {@link #done}, or stop when nobody waits for it; another thread may look meanwhile.
 */
public final class Preview {
  /**
   * How far the dry run has come.
   *
   * @param seen prospects looked at
   * @param total prospects there were to look at when it began
   * @param matching how many of those seen meet the criteria and would be acted upon
   * @param already how many meet them too, but were matched by the rule before
   * @param first the first of those that would be acted upon
   */
  public record Progress(
      long seen, long total, long matching, long already, List<Prospect> first, boolean done) {}

  private final Scan scan;
  private final int show;
  private final @Nullable Long rule;
  private final List<Prospect> first = new ArrayList<>();
  private long after;
  private volatile Progress progress;

  Preview(Scan scan, @Nullable Long rule, int show) {
    this.scan = scan;
    this.rule = rule;
    this.show = show;
    this.progress = new Progress(0, scan.total(), 0, 0, List.of(), false);
  }

  /** How far it has come. */
  public Progress progress() {
    return progress;
  }

  public boolean done() {
    return progress.done();
  }

  /** Looks at the next thousand prospects. */
  public synchronized Progress once() {
    Progress before = progress;
    if (before.done()) {
      return before;
    }
    Scan.Page page = scan.next(after, rule);
    for (Prospect prospect : page.matching()) {
      if (first.size() < show) {
        first.add(prospect);
      }
    }
    after = page.last();
    long seen = before.seen() + page.seen();
    progress =
        new Progress(
            seen,
            Math.max(before.total(), seen),
            before.matching() + page.matching().size(),
            before.already() + page.already(),
            List.copyOf(first),
            page.end());
    return progress;
  }
}
