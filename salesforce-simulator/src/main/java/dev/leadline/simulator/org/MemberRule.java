package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A campaign member is one person, once; its status is one of the campaign's; the campaign counts
 * its members.
 */
final class MemberRule implements SaveRule {

  @Override
  public void before(Draft draft) {
    if (!StandardRules.is(draft, "CampaignMember")) {
      return;
    }
    String campaign = draft.text("CampaignId");
    if (draft.text("LeadId") == null && draft.text("ContactId") == null) {
      draft.refuse(
          new DmlError(
              "REQUIRED_FIELD_MISSING",
              "Required fields are missing: [LeadId or ContactId]",
              List.of("LeadId", "ContactId"),
              null));
      return;
    }
    if (campaign != null) {
      setStatus(draft, statuses(draft.transaction(), campaign));
    }
  }

  @Override
  public void check(Draft draft) {
    if (!StandardRules.is(draft, "CampaignMember") || !draft.isNew()) {
      return;
    }
    for (String lookup : List.of("LeadId", "ContactId")) {
      String person = draft.text(lookup);
      if (person == null) {
        continue;
      }
      if (!draft.transaction().lock("CampaignMember." + draft.text("CampaignId") + "." + person)) {
        draft.refuse(Locking.refused(List.of()));
        return;
      }
      Field field = draft.type().need(lookup);
      boolean member =
          draft.transaction().rowsWith(draft.type(), field, person).stream()
              .anyMatch(
                  row -> String.valueOf(row.get("CampaignId")).equals(draft.text("CampaignId")));
      if (member) {
        draft.refuse(DmlError.of("DUPLICATE_VALUE", "Already a campaign member."));
        return;
      }
    }
  }

  @Override
  public void after(Draft draft, Row saved) {
    if (!StandardRules.is(draft, "CampaignMember")) {
      return;
    }
    Row before = draft.before();
    Map<String, Integer> moved = new HashMap<>();
    count(moved, before, -1);
    count(moved, saved, 1);
    moved.values().removeIf(by -> by == 0);
    Row campaign = draft.transaction().findLive(saved.text("CampaignId"));
    if (campaign == null || moved.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> totals = new HashMap<>();
    moved.forEach(
        (field, by) -> totals.put(field, campaign.get(field) instanceof Integer n ? n + by : by));
    draft.transaction().touch(campaign, totals);
  }

  private static void count(Map<String, Integer> moved, @Nullable Row member, int by) {
    if (member == null || member.isDeleted()) {
      return;
    }
    String kind = member.text("ContactId") != null ? "NumberOfContacts" : "NumberOfLeads";
    moved.merge(kind, by, Integer::sum);
    if (member.isTrue("HasResponded")) {
      moved.merge("NumberOfResponses", by, Integer::sum);
    }
  }

  private static List<Row> statuses(Transaction tx, String campaign) {
    ObjectType type = tx.org().schema().need("CampaignMemberStatus");
    return tx.rowsWith(type, type.need("CampaignId"), campaign);
  }

  private static void setStatus(Draft draft, List<Row> statuses) {
    String wanted = draft.text("Status");
    Row status =
        statuses.stream()
            .filter(s ->
                wanted == null ? s.isTrue("IsDefault") : wanted.equalsIgnoreCase(s.text("Label")))
            .findFirst()
            .orElse(null);
    if (status == null) {
      if (wanted != null && !statuses.isEmpty()) {
        draft.refuse(Checks.badPicklist("Status", "Status", wanted));
      }
      return;
    }
    draft.set("Status", status.get("Label"));
    draft.set("HasResponded", status.isTrue("HasResponded"));
    if (status.isTrue("HasResponded") && draft.get("FirstRespondedDate") == null) {
      draft.set(
          "FirstRespondedDate",
          LocalDate.ofInstant(draft.transaction().org().clock().instant(), ZoneOffset.UTC));
    }
  }
}
