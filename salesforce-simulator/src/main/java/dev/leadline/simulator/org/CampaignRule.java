package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.ObjectType;
import java.util.Map;

/** A new campaign gets the two member statuses that every campaign starts with. */
final class CampaignRule implements SaveRule {

  @Override
  public void before(Draft draft) {
    if (StandardRules.is(draft, "Campaign") && draft.isNew()) {
      for (String count :
          new String[] {
            "NumberOfLeads",
            "NumberOfConvertedLeads",
            "NumberOfContacts",
            "NumberOfResponses",
            "NumberOfOpportunities",
            "NumberOfWonOpportunities"
          }) {
        draft.set(count, 0);
      }
      draft.set("AmountAllOpportunities", 0.0);
      draft.set("AmountWonOpportunities", 0.0);
    }
  }

  @Override
  public void after(Draft draft, Row saved) {
    if (StandardRules.is(draft, "Campaign") && draft.isNew()) {
      addStatus(draft.transaction(), saved, "Sent", 1, true);
      addStatus(draft.transaction(), saved, "Responded", 2, false);
    }
  }

  private static void addStatus(
      Transaction tx, Row campaign, String label, int order, boolean isDefault) {
    ObjectType status = tx.org().schema().need("CampaignMemberStatus");
    tx.insert(
        status,
        Map.of(
            "CampaignId", campaign.id(),
            "Label", label,
            "SortOrder", order,
            "IsDefault", isDefault,
            "HasResponded", !isDefault));
  }
}
