package dev.leadline.salesforce;

import dev.leadline.connector.Remote.Campaign;
import dev.leadline.connector.Remote.Join;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Write;
import dev.leadline.connector.Remote.Written;
import dev.leadline.salesforce.ApiUse.Call;
import dev.leadline.salesforce.Http.Reply;
import dev.leadline.salesforce.Wire.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Campaigns, their member statuses and their members. */
final class CampaignRecords {
  private static final String MEMBER = "CampaignMember";
  private static final String ALREADY_MEMBER = "DUPLICATE_VALUE";
  private static final String CAMPAIGNS = "SELECT Id, Name, IsActive FROM Campaign ORDER BY Id";
  private static final String STATUSES =
      "SELECT CampaignId, Label FROM CampaignMemberStatus"
          + " ORDER BY CampaignId, IsDefault DESC, SortOrder, Id";

  private final Wire wire;
  private final WriteRecords write;

  CampaignRecords(Wire wire, WriteRecords write) {
    this.wire = wire;
    this.write = write;
  }

  /** All campaigns; none where the connected user may not see them. */
  List<Campaign> all() {
    JsonNode results = wire.composite(Call.CAMPAIGNS, List.of(query(CAMPAIGNS), query(STATUSES)));
    Reply first = Replies.reply(results.path(0));
    if (first.code().equals("INVALID_TYPE")) {
      return List.of();
    }
    Map<String, List<String>> statuses = new HashMap<>();
    for (JsonNode row : Replies.allRows(wire, results.path(1))) {
      statuses
          .computeIfAbsent(row.path("CampaignId").asString(""), id -> new ArrayList<>())
          .add(row.path("Label").asString(""));
    }
    List<Campaign> campaigns = new ArrayList<>();
    for (JsonNode row : Replies.allRows(wire, results.path(0))) {
      String id = row.path("Id").asString("");
      campaigns.add(
          new Campaign(
              id,
              row.path("Name").asString(""),
              row.path("IsActive").asBoolean(false),
              statuses.getOrDefault(id, List.of())));
    }
    return campaigns;
  }

  /** Adds members, or gives those that are there already the status. */
  List<Written> join(List<Join> joins) {
    List<Written> results =
        new ArrayList<>(write.write(joins.stream().map(CampaignRecords::write).toList()));
    List<Integer> known = new ArrayList<>();
    for (int i = 0; i < joins.size(); i++) {
      if (results.get(i) instanceof Written.Failed failed && failed.code().equals(ALREADY_MEMBER)) {
        known.add(i);
      }
    }
    if (!known.isEmpty()) {
      update(joins, known, results);
    }
    return results;
  }

  private void update(List<Join> joins, List<Integer> known, List<Written> results) {
    Map<String, String> ids = ids(known.stream().map(joins::get).toList());
    List<Integer> places = new ArrayList<>();
    List<Write> updates = new ArrayList<>();
    for (int place : known) {
      Join join = joins.get(place);
      String id = ids.get(key(join.campaign(), join.member().id()));
      if (id != null) {
        places.add(place);
        updates.add(new Write.Update(MEMBER, id, Map.of("Status", join.status())));
      }
    }
    List<Written> updated = updates.isEmpty() ? List.of() : write.write(updates);
    for (int i = 0; i < updated.size(); i++) {
      Written result = updated.get(i);
      // The caller learns the id, as if it had been created now.
      String id = ((Write.Update) updates.get(i)).id();
      results.set(
          places.get(i), result instanceof Written.Updated ? new Written.Created(id) : result);
    }
  }

  private Map<String, String> ids(List<Join> joins) {
    Set<String> campaigns = new LinkedHashSet<>();
    Map<String, Set<String>> members = new LinkedHashMap<>();
    for (Join join : joins) {
      campaigns.add(join.campaign());
      members
          .computeIfAbsent(memberField(join.member()), field -> new LinkedHashSet<>())
          .add(join.member().id());
    }
    List<Part> parts = new ArrayList<>();
    members.forEach((field, some) ->
        parts.add(
            query(
                "SELECT Id, CampaignId, %s FROM CampaignMember WHERE CampaignId%s AND %s%s"
                    .formatted(field, Soql.in(campaigns), field, Soql.in(some)))));
    JsonNode results = wire.composite(Call.CAMPAIGNS, parts);
    Map<String, String> ids = new HashMap<>();
    int at = 0;
    for (String field : members.keySet()) {
      for (JsonNode row : Replies.allRows(wire, results.path(at))) {
        ids.put(
            key(row.path("CampaignId").asString(""), row.path(field).asString("")),
            row.path("Id").asString(""));
      }
      at++;
    }
    return ids;
  }

  private static Write write(Join join) {
    String known = join.membership();
    return known != null
        ? new Write.Update(MEMBER, known, Map.of("Status", join.status()))
        : new Write.Create(
            MEMBER,
            Map.of(
                "CampaignId",
                join.campaign(),
                memberField(join.member()),
                join.member().id(),
                "Status",
                join.status()));
  }

  private static String memberField(Place member) {
    return member.type() + "Id";
  }

  private static String key(String campaign, String member) {
    return campaign + ' ' + member;
  }

  private Part query(String query) {
    return new Part("GET", wire.data("/query" + Soql.asParameter(query)), null);
  }
}
