package dev.leadline.server.demo.company;

import static dev.leadline.rule.Criteria.any;
import static dev.leadline.rule.Criteria.field;

import dev.leadline.prospect.Action;
import dev.leadline.rule.Criteria;
import dev.leadline.rule.FieldTest;
import dev.leadline.rule.ScoreTest;
import dev.leadline.rule.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules of the sample company: who sells to whom, who is worth a call, who gets which mail.
 *
 * @param groups region → the id of its sales team
 * @param campaigns name → id
 */
public record SampleRules(Map<Region, Long> groups, Map<String, Long> campaigns) {
  private static final String TITLE = "job_title";
  private static final String INVITED = "Sent";

  /** In the order in which they act. */
  public List<Wording> all() {
    List<Wording> rules = new ArrayList<>();
    rules.add(decisionMakers());
    rules.add(waterIndustry());
    groups.forEach((region, group) -> rules.add(team(region, group)));
    rules.add(trials());
    rules.add(newsletter());
    rules.add(hot());
    return rules;
  }

  private static Wording team(Region region, long group) {
    return new Wording(
        region.text() + " to its team",
        "Everybody at a company in " + region.text() + " is given to one of its team, in turn.",
        Criteria.all(
            field("country", FieldTest.IS, String.join(";", region.countries())),
            field("company", FieldTest.IS_FILLED, "")),
        List.of(new Action.AssignToGroup(group, false)));
  }

  private static Wording decisionMakers() {
    return new Wording(
        "Decision makers",
        "Those who sign: 30 points and a tag that sales can see.",
        any(
            field(TITLE, FieldTest.STARTS_WITH, "Chief;Vice President;Director;Head of"),
            field(TITLE, FieldTest.IS, "CEO;CTO;COO;Founder;Owner;Plant Manager")),
        List.of(new Action.AddTag("decision maker"), new Action.AdjustScore(30)));
  }

  private Wording waterIndustry() {
    return new Wording(
        "Water industry",
        "Utilities and environmental services are asked to the webinar.",
        field("industry", FieldTest.IS, "Utilities;Environmental"),
        List.of(
            new Action.AddTag("water industry"),
            new Action.AdjustScore(10),
            new Action.AddToCampaign(campaign(SampleCompany.WEBINAR), INVITED)));
  }

  private Wording trials() {
    return new Wording(
        "Trials",
        "Whoever tries the product gets the onboarding mails.",
        field(SampleCompany.PLAN, FieldTest.IS, "trial"),
        List.of(
            new Action.AddTag("trial"),
            new Action.AddToCampaign(campaign(SampleCompany.TRIAL), INVITED)));
  }

  private Wording newsletter() {
    return new Wording(
        "Newsletter",
        "Readers who are not students and have not opted out.",
        Criteria.all(
            new Criteria.HasTag("newsletter"),
            new Criteria.LacksTag("student"),
            field("opted_out", FieldTest.IS_NOT, "true")),
        List.of(new Action.AddToCampaign(campaign(SampleCompany.NEWSLETTER), INVITED)));
  }

  private static Wording hot() {
    return new Wording(
        "Hot",
        "Assigned and above 100 points: call today.",
        Criteria.all(new Criteria.Assigned(), new Criteria.OnScore(ScoreTest.GREATER_THAN, 100)),
        List.of(new Action.AddTag("hot")));
  }

  private long campaign(String name) {
    Long id = campaigns.get(name);
    if (id == null) {
      throw new IllegalStateException("there is no campaign " + name);
    }
    return id;
  }
}
