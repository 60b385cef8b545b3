package dev.leadline.server.start;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.leadline.intake.SweepRules;
import dev.leadline.rule.Sweeps;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.wiring.Crm;
import dev.leadline.server.wiring.Hub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What has to be done now and then, once for all nodes that share a database. */
final class Jobs implements AutoCloseable {
  private static final String TABLE = "job";

  /**
   * A node that has not beaten for so long is dead. Not shorter: a call that it sent to Salesforce
   * in its last moment may still make leads, and who looks for them too early makes them again.
   */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final int BEATS = 6;
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FORGET_AT_ONCE = 5_000;

  private final Hub hub;
  private final Crm crm;
  private final Settings settings;
  private final List<RecurringTask<Void>> tasks;
  private final SweepRules sweeps;
  private final Scheduler scheduler;

  Jobs(Hub hub, Crm crm, Settings settings) {
    this.hub = hub;
    this.crm = crm;
    this.settings = settings;
    this.sweeps =
        new SweepRules(new Sweeps(hub.database().jdbi(), hub.fields(), hub.rules()), hub.intake());
    Duration poll = settings.sync().poll();
    this.tasks =
        List.of(
            every(poll, "pull-changes", this::pull),
            every(Duration.ofSeconds(5), "sweep-rules", this::sweep),
            every(Duration.ofSeconds(5), "compare-all", this::compare),
            every(Duration.ofMinutes(1), "rescue-messages", this::rescue),
            every(Duration.ofHours(1), "forget-signals", this::forget));
    this.scheduler =
        Scheduler.create(hub.database().dataSource())
            .startTasks(tasks)
            .tableName(TABLE)
            .threads(tasks.size())
            .pollingInterval(poll.compareTo(LONGEST_LOOK) < 0 ? poll : LONGEST_LOOK)
            .heartbeatInterval(SILENCE.dividedBy(BEATS))
            .missedHeartbeatsLimit(BEATS)
            .shutdownMaxWait(PATIENCE)
            .build();
  }

  void start() {
    scheduler.start();
    // What was agreed with another interval, or before a long stop, need not wait for its old time.
    Instant soon = hub.clock().instant().plus(settings.sync().poll());
    TaskInstanceId pull = tasks.getFirst().getDefaultTaskInstance();
    scheduler
        .getScheduledExecution(pull)
        .filter(agreed -> !agreed.isPicked() && agreed.getExecutionTime().isAfter(soon))
        .ifPresent(agreed -> scheduler.reschedule(pull, soon));
  }

  @Override
  public void close() {
    scheduler.stop();
  }

  private void pull() {
    crm.pull().once();
  }

  /** A rule that was resumed looks at the prospects that are there, page by page. */
  private void sweep() {
    try {
      boolean more;
      do {
        more = sweeps.once();
      } while (more && !Thread.currentThread().isInterrupted());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The database did not take a page of a sweep", e);
    }
  }

  /** Where a field is newly synced, all records are looked at again, page by page. */
  private void compare() {
    boolean more;
    do {
      more = crm.compareAll().once();
    } while (more && !Thread.currentThread().isInterrupted());
  }

  private void rescue() {
    hub.outbox().rescue(SILENCE);
  }

  /** In small steps, so that no lock is held for long. */
  private void forget() {
    Instant before = hub.clock().instant().minus(settings.ingest().keep());
    int forgotten;
    do {
      forgotten = hub.signals().forget(before, FORGET_AT_ONCE);
    } while (forgotten == FORGET_AT_ONCE);
  }

  private static RecurringTask<Void> every(Duration interval, String name, Runnable job) {
    return Tasks.recurring(name, FixedDelay.of(interval)).execute((task, context) -> job.run());
  }
}
