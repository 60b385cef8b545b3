package dev.leadline.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.campaign.Campaign;
import dev.leadline.campaign.Campaigns;
import dev.leadline.crew.Groups;
import dev.leadline.crew.Users;
import dev.leadline.db.TestDatabase;
import dev.leadline.identity.Identities;
import dev.leadline.intake.Intake;
import dev.leadline.outbox.Outbox;
import dev.leadline.prospect.Fields;
import dev.leadline.prospect.Prospects;
import dev.leadline.rule.RuleBook;
import dev.leadline.rule.Rules;
import dev.leadline.server.demo.company.Person;
import dev.leadline.server.demo.company.SampleCompany;
import dev.leadline.unit.Sources;
import dev.leadline.unit.Units;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoadSampleIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String CRM_CAMPAIGN = "701000000000001AAA";
  private static final String CRM_USER = "005000000000009AAA";
  private static LoadSample.Loaded loaded = new LoadSample.Loaded(0, Map.of(), 0);

  @BeforeAll
  static void load() throws Exception {
    loaded =
        new LoadSample(rooms())
            .load(
                new LoadSample.CrmIds(
                    Map.of(SampleCompany.ADMINISTRATOR, CRM_USER),
                    Map.of(SampleCompany.FAIR, CRM_CAMPAIGN)),
                () -> {});
  }

  @Test
  void everyPersonBecomesOneProspect() {
    assertThat(loaded.prospects()).isEqualTo(SampleCompany.PROSPECTS);
    assertThat(count("SELECT count(*) FROM prospect")).isEqualTo(SampleCompany.PROSPECTS);
  }

  @Test
  void whoWorksAtACompanyIsAssignedAndNobodyElse() {
    long employees =
        SampleCompany.people().next(SampleCompany.PROSPECTS).stream()
            .filter(Person::hasCompany)
            .count();

    assertThat(count("SELECT count(*) FROM prospect WHERE owner IS NOT NULL")).isEqualTo(employees);
    assertThat(
            count(
                "SELECT count(*) FROM prospect WHERE owner IS NOT NULL AND NOT fields ?? 'company'"))
        .isZero();
  }

  @Test
  void everyMemberOfATeamHasAsManyProspectsAsTheNext() {
    List<Long> unfair =
        DATABASE
            .jdbi()
            .withHandle(tx ->
                tx.createQuery(
                        """
                        SELECT m.crew_group FROM crew_member m
                        LEFT JOIN (SELECT owner, count(*) AS n FROM prospect GROUP BY owner) p
                          ON p.owner = m.crew_user
                        GROUP BY m.crew_group
                        HAVING count(*) <> 6 OR max(coalesce(n, 0)) - min(coalesce(n, 0)) > 1
                        """)
                    .mapTo(Long.class)
                    .list());

    assertThat(unfair).isEmpty();
  }

  @Test
  void everyRuleHasMatchedSomebody() {
    assertThat(count("SELECT count(*) FROM rule")).isBetween(6L, 12L);
    assertThat(
            count(
                """
                SELECT count(*) FROM rule r
                WHERE state <> 'running'
                  OR NOT EXISTS (SELECT FROM rule_match m WHERE m.rule = r.id)
                """))
        .isZero();
  }

  @Test
  void campaignsAndUsersKnowTheirCounterpartsInTheCrm() {
    assertThat(new Campaigns(DATABASE.jdbi()).all(SampleCompany.UNIT))
        .hasSize(4)
        .filteredOn(campaign -> CRM_CAMPAIGN.equals(campaign.remoteId()))
        .extracting(Campaign::name)
        .containsExactly(SampleCompany.FAIR);
    assertThat(new Users(DATABASE.jdbi()).find(loaded.administrator()))
        .hasValueSatisfying(user -> assertThat(user.profile().crmUserId()).isEqualTo(CRM_USER));
  }

  @Test
  void callsOfTheWebsiteMayComeIn() {
    assertThat(new Sources(DATABASE.jdbi(), new SecureRandom()).byWriteKey(loaded.writeKey()))
        .hasValueSatisfying(source -> assertThat(source.name()).isEqualTo(SampleCompany.WEBSITE));
  }

  private static LoadSample.Rooms rooms() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-05T09:00:00Z"));
    Fields fields = new Fields(DATABASE.jdbi());
    Rules rules = new Rules(DATABASE.jdbi(), fields);
    Campaigns campaigns = new Campaigns(DATABASE.jdbi());
    return new LoadSample.Rooms(
        new Users(DATABASE.jdbi()),
        new Groups(DATABASE.jdbi()),
        fields,
        new Sources(DATABASE.jdbi(), new SecureRandom()),
        campaigns,
        new RuleBook(DATABASE.jdbi(), rules, clock),
        new Intake(
            DATABASE.database(),
            new Intake.Rooms(
                new Units(DATABASE.jdbi()),
                fields,
                new Identities(),
                new Prospects(DATABASE.jdbi()),
                rules,
                campaigns,
                new Outbox(DATABASE.jdbi(), clock),
                clock)),
        clock);
  }

  private static long count(String sql) {
    return DATABASE.jdbi().withHandle(tx -> tx.createQuery(sql).mapTo(Long.class).one());
  }
}
