package dev.leadline.plan;

import static dev.leadline.plan.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Winner;
import dev.leadline.plan.Decision.Compared;
import dev.leadline.plan.Decision.Conflict;
import dev.leadline.prospect.Prospect;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two sides are edited at random and now and then compared. The test remembers itself what both
 * sides last held in common, and judges every decision by that.
 */
class PlannerHistoryTest {
  private static final int STEPS = 400;
  private static final List<Mapped> MAPPING =
      List.of(
          Samples.text("job_title", "Title", Winner.OURS),
          Samples.text("company", "Company", Winner.THEIRS),
          Samples.text("first_name", "FirstName", Winner.NEWEST));

  private final Planner planner = Samples.planner();
  private final Map<String, String> ours = new HashMap<>();
  private final Map<String, Long> observed = new HashMap<>();
  private final Map<String, String> theirs = new HashMap<>();
  private final Map<String, String> base = new LinkedHashMap<>();
  private final Map<String, String> remembered = new HashMap<>();
  private Instant now = NOON;
  private Instant theirsAt = NOON;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyDecisionFollowsFromWhatWasLastAgreed(long seed) {
    Random random = new Random(seed);
    for (int step : IntStream.range(0, STEPS).toArray()) {
      now = now.plusSeconds(1);
      Mapped mapped = MAPPING.get(random.nextInt(MAPPING.size()));
      switch (random.nextInt(3)) {
        case 0 -> editOurs(mapped, random);
        case 1 -> editTheirs(mapped, random);
        default -> compareAndCarryOut(random.nextInt(4) == 0, "seed " + seed + " step " + step);
      }
    }
  }

  private void editOurs(Mapped mapped, Random random) {
    ours.put(mapped.field(), value(random));
    observed.put(mapped.field(), now.toEpochMilli());
  }

  private void editTheirs(Mapped mapped, Random random) {
    theirs.put(mapped.theirs().name(), value(random));
    theirsAt = now;
  }

  private static String value(Random random) {
    return List.of("", "a", "b", "c").get(random.nextInt(4));
  }

  private void compareAndCarryOut(boolean writeFails, String when) {
    Map<String, String> oursBefore = Map.copyOf(ours);
    Found record = new Found("Lead", "00Q1", theirsAt, false, null, Map.copyOf(theirs));
    Compared decided = (Compared) planner.compare(MAPPING, base, prospect(), record);

    for (Mapped mapped : MAPPING) {
      judge(mapped, decided, oursBefore, when);
    }
    base.putAll(decided.agreed().now());
    ours.putAll(decided.pull());
    decided.pull().forEach((field, value) -> observed.put(field, theirsAt.toEpochMilli()));
    if (!writeFails && !decided.push().isEmpty()) {
      theirs.putAll(decided.push());
      base.putAll(decided.agreed().oncePushed());
      theirsAt = now;
    }
    rememberWhatIsEqual();
    assertThat(base.entrySet()).as(when).containsAll(rememberedNow().entrySet());
  }

  private void judge(Mapped mapped, Compared decided, Map<String, String> oursBefore, String when) {
    String field = mapped.field();
    String our = oursBefore.getOrDefault(field, "");
    String their = theirs.getOrDefault(mapped.theirs().name(), "");
    String common = remembered.getOrDefault(field, "");
    boolean weMoved = !our.equals(common);
    boolean theyMoved = !their.equals(common);
    boolean differ = !our.equals(their);
    boolean conflict = differ && weMoved && theyMoved;
    boolean weWin =
        switch (mapped.winner()) {
          case OURS -> true;
          case THEIRS -> false;
          case NEWEST -> observed.getOrDefault(field, 0L) > theirsAt.toEpochMilli();
        };
    String as =
        "%s %s: ours '%s', theirs '%s', before '%s'".formatted(when, field, our, their, common);
    boolean push = differ && weMoved && (!theyMoved || weWin);
    boolean pull = differ && theyMoved && (!weMoved || !weWin);
    assertThat(decided.push().get(mapped.theirs().name())).as(as).isEqualTo(push ? our : null);
    assertThat(decided.pull().get(field)).as(as).isEqualTo(pull ? their : null);
    assertThat(decided.agreed().conflicts().stream().map(Conflict::field).toList().contains(field))
        .as(as)
        .isEqualTo(conflict);
  }

  private void rememberWhatIsEqual() {
    for (Mapped mapped : MAPPING) {
      String our = ours.getOrDefault(mapped.field(), "");
      if (our.equals(theirs.getOrDefault(mapped.theirs().name(), ""))) {
        remembered.put(mapped.field(), our);
      }
    }
  }

  /** A blank that was never filled need not be kept. */
  private Map<String, String> rememberedNow() {
    Map<String, String> kept = new HashMap<>(remembered);
    kept.keySet().retainAll(base.keySet());
    return kept;
  }

  private Ours prospect() {
    return new Ours(
        new Prospect(
            1,
            1,
            Map.copyOf(ours),
            Map.copyOf(observed),
            0,
            null,
            new TreeSet<>(),
            NOON,
            NOON,
            null,
            null),
        "");
  }
}
