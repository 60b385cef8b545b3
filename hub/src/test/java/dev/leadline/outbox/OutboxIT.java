package dev.leadline.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.db.TestDatabase;
import dev.leadline.prospect.Draft;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutboxIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int UNIT = 1;

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final InstantSource clock = () -> now;
  private Outbox outbox;

  @BeforeEach
  void startEmpty() {
    DATABASE.jdbi().useHandle(tx -> tx.execute("TRUNCATE outbox"));
    outbox = new Outbox(DATABASE.jdbi(), clock);
  }

  @Test
  void changesOfOneProspectWaitAsOneMessageInTheMostUrgentLane() throws SQLException {
    append(Lane.FLOOD, 7L, 8L);
    append(Lane.PERSON, 7L);

    List<Message> claimed = claim();
    assertThat(claimed).extracting(Message::prospect).containsExactlyInAnyOrder(7L, 8L);
    assertThat(claimed)
        .filteredOn(message -> message.prospect() == 7)
        .extracting(Message::lane)
        .containsExactly(Lane.PERSON);
  }

  @Test
  void listenersHearOfMessagesOnlyOnceTheyAreDurable() throws SQLException {
    List<Integer> heard = new ArrayList<>();
    outbox.onAppend(() -> heard.add(claim().size()));

    DATABASE
        .jdbi()
        .useTransaction(tx -> {
          outbox.append(tx, "crm", UNIT, List.of(7L), Lane.EVENT);
          assertThat(heard).isEmpty();
        });
    DATABASE
        .jdbi()
        .useTransaction(tx -> {
          outbox.append(tx, "crm", UNIT, List.of(8L), Lane.EVENT);
          tx.rollback();
        });

    assertThat(heard).containsExactly(1);
  }

  @Test
  void theMostUrgentLaneIsEmptiedFirst() throws SQLException {
    append(Lane.FLOOD, 1L, 2L);
    now = now.plusSeconds(1);
    append(Lane.PERSON, 3L);

    assertThat(outbox.claim("crm", UNIT, "me", 1))
        .extracting(Message::prospect)
        .containsExactly(3L);
  }

  @Test
  void aProspectThatIsBeingSentIsNotGivenOutAgainUntilItIsBack() throws SQLException {
    append(Lane.EVENT, 7L);
    List<Message> first = claim();
    append(Lane.EVENT, 7L);

    assertThat(claim()).isEmpty();
    outbox.record(first, List.of(Delivery.DONE));
    assertThat(claim()).extracting(Message::prospect).containsExactly(7L);
  }

  @Test
  void aMessagePutOffComesBackWhenItsTimeHasComeWithItsAttemptsCounted() throws SQLException {
    append(Lane.EVENT, 7L);
    outbox.record(claim(), List.of(new Delivery.Later(Duration.ofSeconds(30), "busy")));

    assertThat(claim()).isEmpty();
    now = now.plusSeconds(30);
    assertThat(claim()).extracting(Message::attempts).containsExactly(1);
  }

  @Test
  void aMessagePutOffGivesWayToANewerOneThatWaits() throws SQLException {
    append(Lane.EVENT, 7L);
    List<Message> old = claim();
    append(Lane.EVENT, 7L);
    outbox.record(old, List.of(new Delivery.Later(Duration.ofHours(1), "busy")));

    assertThat(outbox.counts("crm", UNIT)).isEqualTo(Map.of("waiting", 1L));
    assertThat(claim()).extracting(Message::attempts).containsExactly(0);
  }

  @Test
  void aParkedMessageWaitsAgainWhenItsProspectChanges() throws SQLException {
    append(Lane.EVENT, 7L);
    outbox.record(claim(), List.of(new Delivery.Parked("no last name")));
    assertThat(claim()).isEmpty();
    assertThat(outbox.counts("crm", UNIT)).isEqualTo(Map.of("parked", 1L));

    append(Lane.EVENT, 7L);
    assertThat(outbox.counts("crm", UNIT)).isEqualTo(Map.of("waiting", 1L));
  }

  @Test
  void theMessagesOfASilentCourierAreRescuedAndThoseOfALivingOneAreNot() throws SQLException {
    append(Lane.EVENT, 7L);
    outbox.claim("crm", UNIT, "dead", 10);
    append(Lane.EVENT, 8L);
    outbox.claim("crm", UNIT, "alive", 10);
    now = now.plusSeconds(120);
    outbox.beat("alive");

    assertThat(outbox.rescue(Duration.ofSeconds(60))).isEqualTo(1);
    assertThat(claim()).extracting(Message::prospect).containsExactly(7L);
  }

  @Test
  void aCourierIsGivenWhatIsDueAndItsFailurePutsAllOff() throws SQLException {
    Recorder courier = new Recorder();
    try (RunCourier run = new RunCourier(outbox, courier, "test", 10)) {
      append(Lane.EVENT, 7L, 8L);
      assertThat(run.once()).isEqualTo(2);
      assertThat(courier.taken).containsExactlyInAnyOrder(7L, 8L);
      assertThat(run.once()).isZero();

      courier.broken = true;
      append(Lane.EVENT, 9L);
      assertThat(run.once()).isEqualTo(1);
      assertThat(run.once()).isZero();
      courier.broken = false;
      now = now.plus(RunCourier.pause(0));
      assertThat(run.once()).isEqualTo(1);
      assertThat(courier.taken).contains(9L);
    }
  }

  @Test
  void pausesGrowAndEnd() {
    assertThat(RunCourier.pause(0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(RunCourier.pause(3)).isEqualTo(Duration.ofSeconds(16));
    assertThat(RunCourier.pause(1000)).isEqualTo(Duration.ofMinutes(10));
  }

  private static final class Recorder implements Courier {
    private final List<Long> taken = new ArrayList<>();
    private boolean broken;

    @Override
    public String name() {
      return "crm";
    }

    @Override
    public boolean wants(Draft draft) {
      return true;
    }

    @Override
    public List<Delivery> deliver(int unit, List<Message> messages) {
      if (broken) {
        throw new IllegalStateException("the other side is down");
      }
      messages.forEach(message -> taken.add(message.prospect()));
      return messages.stream().map(message -> Delivery.DONE).toList();
    }
  }

  private void append(Lane lane, Long... prospects) throws SQLException {
    DATABASE.jdbi().useTransaction(tx -> outbox.append(tx, "crm", UNIT, List.of(prospects), lane));
  }

  private List<Message> claim() {
    return outbox.claim("crm", UNIT, "me", 10);
  }
}
