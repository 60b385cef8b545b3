package dev.leadline.sync;

import static dev.leadline.plan.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.connector.Connector;
import dev.leadline.connector.Policy;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.link.Link;
import dev.leadline.link.SyncErrors.SyncError;
import dev.leadline.outbox.Outbox.Standing;
import dev.leadline.plan.Reason;
import dev.leadline.plan.Samples;
import dev.leadline.prospect.Prospect;
import dev.leadline.sync.Explain.Explanation;
import dev.leadline.sync.Explain.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplainTest {
  private static final Prospect ASSIGNED = Samples.prospect(7L, "email", "ann@acme.io");
  private static final Connector RUNNING =
      new Connector(1, "remote", true, Map.of(), NOON, null, null);
  private static final Link LINK =
      new Link(1, 1, new Place("Lead", "00Q1"), false, Map.of(), false, NOON);

  @Test
  void eachReasonIsToldBeforeThoseThatItHides() {
    Connector paused = new Connector(1, "remote", false, Map.of(), NOON, null, null);
    Connector neverVerified = new Connector(1, "remote", false, Map.of(), null, "no", null);

    assertThat(reason(null, ASSIGNED, LINK)).isEqualTo(Reason.NOT_CONNECTED);
    assertThat(reason(neverVerified, ASSIGNED, LINK)).isEqualTo(Reason.NOT_VERIFIED);
    assertThat(reason(paused, ASSIGNED, LINK)).isEqualTo(Reason.PAUSED);
    assertThat(reason(RUNNING, archived(), LINK)).isEqualTo(Reason.ARCHIVED);
    assertThat(
            reason(
                RUNNING,
                Samples.prospect(7L, "email", "ann@acme.io", "is_do_not_sync", "true"),
                LINK))
        .isEqualTo(Reason.DO_NOT_SYNC);
    assertThat(reason(RUNNING, Samples.prospect(7L), null)).isEqualTo(Reason.NO_EMAIL);
    assertThat(reason(RUNNING, Samples.prospect(7L), LINK)).isEqualTo(Reason.IN_STEP);
  }

  @Test
  void anUnlinkedProspectLacksAnAssignmentOrTheirAnswer() {
    Prospect unassigned = Samples.prospect(null, "email", "ann@acme.io");
    Connector creating =
        new Connector(
            1, "remote", true, Map.of(Policy.CREATE_WHEN_UNASSIGNED, "true"), NOON, null, null);

    assertThat(reason(RUNNING, unassigned, null)).isEqualTo(Reason.NOT_ASSIGNED);
    assertThat(reason(creating, unassigned, null)).isEqualTo(Reason.NOT_LINKED);
    assertThat(reason(RUNNING, ASSIGNED, null)).isEqualTo(Reason.NOT_LINKED);
  }

  @Test
  void anErrorIsToldInTheRemotesWordsBeforeTheMessageThatIsParked() {
    SyncError error =
        new SyncError(
            1, 1, "RULE", "no such title", Remedy.PERSON, List.of("Title"), 2, NOON, NOON);
    Standing parked = new Standing("parked", 1, NOON, NOON, "RULE: no such title");

    Explanation told =
        Explain.decide(
            new Facts(
                Optional.of(RUNNING),
                ASSIGNED,
                Optional.of(LINK),
                Optional.of(error),
                Optional.of(parked)));

    assertThat(told)
        .isEqualTo(new Explanation(Reason.PARKED, "RULE: no such title", NOON, Optional.of(LINK)));
  }

  @Test
  void aMessageWaitsAndATroubledRemoteIsTheReason() {
    Connector troubled =
        new Connector(1, "remote", true, Map.of(), NOON, "cannot be reached", NOON);
    Standing waiting = new Standing("waiting", 1, NOON, NOON, null);

    assertThat(Explain.decide(facts(RUNNING, waiting)).reason()).isEqualTo(Reason.WAITING);
    assertThat(Explain.decide(facts(RUNNING, waiting)).since()).isEqualTo(NOON);
    assertThat(Explain.decide(facts(troubled, waiting)))
        .isEqualTo(new Explanation(Reason.TROUBLE, "cannot be reached", NOON, Optional.of(LINK)));
  }

  @Test
  void aDeletedRecordIsTold() {
    Link deleted = new Link(1, 1, new Place("Lead", "00Q1"), true, Map.of(), false, NOON);

    assertThat(reason(RUNNING, ASSIGNED, deleted)).isEqualTo(Reason.DELETED);
  }

  private static Facts facts(Connector connector, Standing standing) {
    return new Facts(
        Optional.of(connector),
        ASSIGNED,
        Optional.of(LINK),
        Optional.empty(),
        Optional.of(standing));
  }

  private static Reason reason(
      @Nullable Connector connector, Prospect prospect, @Nullable Link link) {
    return Explain.decide(
            new Facts(
                Optional.ofNullable(connector),
                prospect,
                Optional.ofNullable(link),
                Optional.empty(),
                Optional.empty()))
        .reason();
  }

  private static Prospect archived() {
    return new Prospect(
        1,
        1,
        Map.of("email", "ann@acme.io"),
        Map.of(),
        0,
        7L,
        new TreeSet<>(),
        NOON,
        NOON,
        null,
        NOON);
  }
}
