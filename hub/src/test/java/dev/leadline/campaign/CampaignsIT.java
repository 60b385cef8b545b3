package dev.leadline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.leadline.campaign.Campaigns.Membership;
import dev.leadline.campaign.Campaigns.Theirs;
import dev.leadline.db.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CampaignsIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Wording FAIR = new Wording("Fair", List.of("Sent", "Responded"), true);

  private Campaigns campaigns;

  @BeforeEach
  void startEmpty() {
    DATABASE
        .jdbi()
        .useHandle(tx -> {
          tx.execute("TRUNCATE campaign, campaign_member");
          tx.execute("INSERT INTO unit (name) VALUES ('Other') ON CONFLICT DO NOTHING");
        });
    campaigns = new Campaigns(DATABASE.jdbi());
  }

  @Test
  void keepsACampaignAndItsEdits() {
    Campaign fair = kept(campaigns.create(1, FAIR));
    Campaign edited =
        kept(campaigns.edit(fair.id(), new Wording("Fair 2", List.of("In", "in", "Out"), false)));

    assertThat(edited.name()).isEqualTo("Fair 2");
    assertThat(edited.statuses()).containsExactly("In", "Out");
    assertThat(edited.active()).isFalse();
    assertThat(campaigns.find(fair.id())).contains(edited);
    assertThat(campaigns.all(1)).containsExactly(edited);
    assertThat(campaigns.all(2)).isEmpty();
    assertThat(campaigns.edit(-1, FAIR)).isEqualTo(new CampaignSaved.Unknown());
    assertThat(campaigns.create(1, new Wording(" ", List.of(" "), true)))
        .isEqualTo(
            new CampaignSaved.Invalid(
                List.of(
                    "A campaign needs a name.", "A campaign needs at least one member status.")));
  }

  @Test
  void takesCampaignsFromTheCrmByTheirIdThere() {
    assertThat(campaigns.save(1, List.of(new Theirs("701A", FAIR), new Theirs("701B", FAIR))))
        .isEqualTo(2);
    Campaign first = campaigns.all(1).getFirst();
    Wording renamed = new Wording("Messe", List.of(), true);

    assertThat(campaigns.save(1, List.of(new Theirs("701A", renamed), new Theirs("701B", FAIR))))
        .as("only what differs")
        .isEqualTo(1);
    assertThat(campaigns.find(first.id()).orElseThrow())
        .isEqualTo(
            new Campaign(first.id(), 1, "Messe", "701A", List.of("Sent", "Responded"), true));
    assertThat(campaigns.save(2, List.of(new Theirs("701A", FAIR)))).isEqualTo(1);
    assertThat(campaigns.all(1)).hasSize(2);
  }

  @Test
  void aMembershipWaitsUntilTheCrmHasIt() {
    Campaign fair = kept(campaigns.create(1, FAIR));
    join(new Membership(7, fair.id(), "responded"), new Membership(8, fair.id(), "Sent"));

    assertThat(campaigns.waiting(List.of(7L, 9L)))
        .extracting(Member::prospect, Member::status)
        .containsExactly(tuple(7L, "Responded"));

    campaigns.sent(new Membership(7, fair.id(), "Responded"), "00vA", NOW);
    assertThat(campaigns.waiting(List.of(7L, 8L))).extracting(Member::prospect).containsExactly(8L);
    assertThat(campaigns.of(7))
        .containsExactly(new Member(7, fair, "Responded", true, "00vA", NOW));

    join(new Membership(7, fair.id(), "Responded"));
    assertThat(campaigns.waiting(List.of(7L))).as("the CRM has it so").isEmpty();
    join(new Membership(7, fair.id(), "Sent"));
    assertThat(campaigns.waiting(List.of(7L)))
        .extracting(Member::status, Member::remoteId)
        .containsExactly(tuple("Sent", "00vA"));
  }

  @Test
  void aStatusWantedWhileAnotherWasBeingSentWaitsOn() {
    Campaign fair = kept(campaigns.create(1, FAIR));
    join(new Membership(7, fair.id(), "Sent"));
    join(new Membership(7, fair.id(), "Responded"));
    campaigns.sent(new Membership(7, fair.id(), "Sent"), "00vA", NOW);

    assertThat(campaigns.waiting(List.of(7L)))
        .extracting(Member::status, Member::remoteId)
        .containsExactly(tuple("Responded", "00vA"));
  }

  @Test
  void theLastOfSeveralStatusesInOneBatchIsWanted() {
    Campaign fair = kept(campaigns.create(1, FAIR));
    join(new Membership(7, fair.id(), "Sent"), new Membership(7, fair.id(), "Responded"));

    assertThat(campaigns.of(7)).extracting(Member::status).containsExactly("Responded");
  }

  @Test
  void whatTheCampaignDoesNotOfferIsNotKept() {
    Campaign fair = kept(campaigns.create(1, FAIR));
    Membership good = new Membership(7, fair.id(), "Sent");
    Membership noStatus = new Membership(8, fair.id(), "Won");
    Membership noCampaign = new Membership(9, -1, "Sent");

    assertThat(join(good, noStatus, noCampaign)).containsExactly(noStatus, noCampaign);
    assertThat(campaigns.waiting(List.of(7L, 8L, 9L)))
        .extracting(Member::prospect)
        .containsExactly(7L);
  }

  private List<Membership> join(Membership... memberships) {
    return DATABASE.jdbi().inTransaction(tx -> campaigns.join(tx, List.of(memberships), NOW));
  }

  private static Campaign kept(CampaignSaved saved) {
    assertThat(saved).isInstanceOf(CampaignSaved.Kept.class);
    return ((CampaignSaved.Kept) saved).campaign();
  }
}
