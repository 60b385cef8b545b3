package dev.leadline.server.admin.rule;

import dev.leadline.rule.Preview;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dry runs under way. One that nobody asks about any more stops. */
public final class DryRuns {
  private static final Logger log = LoggerFactory.getLogger(DryRuns.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST = 8;

  private static final class Run {
    private final long user;
    private final Preview preview;
    private volatile Instant askedAt;
    private volatile boolean broken;

    Run(long user, Preview preview, Instant now) {
      this.user = user;
      this.preview = preview;
      this.askedAt = now;
    }
  }

  /** How far one has come; broken: it stopped for a reason that the log tells. */
  public record Look(String token, Preview.Progress progress, boolean broken) {
    public int percent() {
      return progress.done() || progress.total() == 0
          ? 100
          : (int) Math.min(99, progress.seen() * 100 / progress.total());
    }
  }

  private final InstantSource clock;
  private final Map<String, Run> runs = new ConcurrentHashMap<>();

  public DryRuns(InstantSource clock) {
    this.clock = clock;
  }

  /** Starts one; empty when too many are under way. A user's earlier one ends. */
  Optional<Look> start(long user, Preview preview) {
    Instant now = clock.instant();
    runs.values().removeIf(run -> run.user == user || run.askedAt.plus(KEPT).isBefore(now));
    if (runs.size() >= MOST) {
      return Optional.empty();
    }
    String token = UUID.randomUUID().toString();
    Run run = new Run(user, preview, now);
    runs.put(token, run);
    Thread.ofVirtual().name("dry-run-" + user).start(() -> go(token, run));
    return look(user, token);
  }

  /** How far it has come; empty: it is gone. */
  Optional<Look> look(long user, String token) {
    Run run = runs.get(token);
    if (run == null || run.user != user) {
      return Optional.empty();
    }
    run.askedAt = clock.instant();
    return Optional.of(new Look(token, run.preview.progress(), run.broken));
  }

  private void go(String token, Run run) {
    try {
      while (!run.preview.done()
          && runs.get(token) == run
          && clock.instant().isBefore(run.askedAt.plus(PATIENCE))) {
        run.preview.once();
      }
    } catch (RuntimeException e) {
      run.broken = true;
      log.warn("A dry run stopped; the user may start it again", e);
    }
  }
}
