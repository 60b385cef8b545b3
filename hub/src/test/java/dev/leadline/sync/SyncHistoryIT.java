package dev.leadline.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.db.TestDatabase;
import dev.leadline.prospect.Action;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A prospect and its record are edited at random while courier and poll run in any order. The test
 * keeps its own account of both sides and of what they last agreed on, and compares after each
 * step.
 */
class SyncHistoryIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  private static final int STEPS = 120;

  /** Our field → theirs. */
  private static final Map<String, String> FIELDS =
      new TreeMap<>(Map.of("job_title", "Title", "first_name", "FirstName"));

  private final TickingClock clock = new TickingClock();
  private final InMemoryRemote remote = new InMemoryRemote(clock);
  private final TestSync sync = new TestSync(DATABASE.database(), remote, clock);
  private final Map<String, String> ours = new TreeMap<>();
  private final Map<String, String> theirs = new TreeMap<>();
  private final Map<String, String> agreed = new TreeMap<>();
  private String email = "";
  private String lead = "";
  private long id;
  private boolean weHaveWord;
  private boolean theyHaveWord;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void bothSidesAreAlwaysWhereTheAgreementsLead(long seed) throws SQLException {
    Random random = new Random(seed);
    connect(seed);
    for (int step = 0; step < STEPS; step++) {
      clock.tick(Duration.ofMinutes(1));
      String did = act(random);
      check("seed %d step %d: %s".formatted(seed, step, did));
    }
    for (int turn = 0; turn < 2; turn++) {
      clock.tick(Duration.ofMinutes(1));
      poll();
      deliver();
    }
    check("seed " + seed + " at the end");
    assertThat(ours).as("seed %d: in step at the end", seed).isEqualTo(theirs);
  }

  private void connect(long seed) throws SQLException {
    DATABASE
        .jdbi()
        .useHandle(tx -> {
          for (String table : List.of("sync_connector", "sync_cursor", "sync_link", "outbox")) {
            tx.execute("DELETE FROM " + table);
          }
        });
    long user = sync.user("rep%d@us.example".formatted(seed));
    sync.running(Map.of());
    email = "p%d@acme.example".formatted(seed);
    id = sync.prospect(email, Map.of("last_name", "Lee"), new Action.AssignToUser(user, true));
    sync.deliver();
    sync.pull.once();
    lead = sync.link(id).place().id();
    FIELDS
        .keySet()
        .forEach(field -> {
          ours.put(field, "");
          theirs.put(field, "");
          agreed.put(field, "");
        });
  }

  private String act(Random random) throws SQLException {
    String field = List.copyOf(FIELDS.keySet()).get(random.nextInt(FIELDS.size()));
    String value = List.of("", "a", "b", "c").get(random.nextInt(4));
    return switch (random.nextInt(7)) {
      case 0, 1 -> {
        weHaveWord |= !value.equals(ours.put(field, value));
        sync.prospect(email, Map.of(field, value));
        yield "our %s = '%s'".formatted(field, value);
      }
      case 2, 3 -> {
        theirs.put(field, value);
        theyHaveWord = true;
        remote.edit(lead, Map.of(FIELDS.getOrDefault(field, "?"), value));
        yield "their %s = '%s'".formatted(field, value);
      }
      case 4 -> {
        deliver();
        yield "deliver";
      }
      case 5 -> {
        poll();
        yield "poll";
      }
      default -> {
        remote.trouble = TestSync.passing();
        sync.deliver();
        sync.pull.once();
        remote.trouble = null;
        yield "try in vain";
      }
    };
  }

  private void deliver() {
    sync.deliver();
    if (weHaveWord && !ours.equals(agreed)) {
      FIELDS.keySet().forEach(field -> settle(field, true));
    }
    weHaveWord = false;
  }

  private void poll() {
    sync.pull.once();
    if (theyHaveWord) {
      FIELDS.keySet().forEach(field -> settle(field, false));
    }
    theyHaveWord = false;
  }

  /** What the three values come to; a poll only takes, and leaves what is to be written. */
  private void settle(String field, boolean mayWrite) {
    String our = ours.getOrDefault(field, "");
    String their = theirs.getOrDefault(field, "");
    String before = agreed.getOrDefault(field, "");
    boolean weMoved = !our.equals(before);
    boolean theyMoved = !their.equals(before);
    boolean weWin = field.equals("job_title");
    if (our.equals(their)) {
      agreed.put(field, our);
    } else if (theyMoved && (!weMoved || !weWin)) {
      ours.put(field, their);
      agreed.put(field, their);
    } else if (mayWrite) {
      theirs.put(field, our);
      agreed.put(field, our);
      theyHaveWord = true;
    } else {
      weHaveWord = true;
    }
  }

  private void check(String when) {
    Map<String, String> base = sync.link(id).base();
    for (Map.Entry<String, String> field : FIELDS.entrySet()) {
      String name = field.getKey();
      String as = when + ", " + name;
      assertThat(sync.prospect(id).field(name)).as(as + " ours").isEqualTo(ours.get(name));
      assertThat(remote.values(lead).getOrDefault(field.getValue(), ""))
          .as(as + " theirs")
          .isEqualTo(theirs.get(name));
      assertThat(base.getOrDefault(name, "")).as(as + " base").isEqualTo(agreed.get(name));
    }
  }
}
