package dev.leadline.simulator.automation;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.Draft;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges drafts by duplicate rules and tells matches as the API does. */
final class Duplicates {

  private static final int MOST_TOLD = 100;

  private Duplicates() {}

  static void check(Rule.Duplicate rule, Draft draft) {
    boolean concerned =
        draft.isNew()
            || rule.fields().stream()
                .anyMatch(name -> draft.type().field(name) != null && draft.changes(name));
    Actor actor = draft.transaction().actor();
    if (!concerned || (!rule.blocks() && actor.allowDuplicates())) {
      return;
    }
    Map<ObjectType, List<Row>> matches = new LinkedHashMap<>();
    int found = 0;
    for (ObjectType type : rule.against()) {
      List<Row> rows = matches(rule, draft, type);
      matches.put(type, rows);
      found += rows.size();
    }
    if (found > 0) {
      draft.refuse(
          new DmlError(
              "DUPLICATES_DETECTED",
              "Use one of these records?",
              List.of(),
              told(rule, matches, actor.includeDuplicateDetails())));
    }
  }

  private static List<Row> matches(Rule.Duplicate rule, Draft draft, ObjectType type) {
    List<Row> candidates = null;
    for (String name : rule.fields()) {
      Object value = draft.get(name);
      Field field = type.field(name);
      if (value == null || field == null) {
        return List.of();
      }
      List<Row> same = same(draft.transaction(), type, field, value);
      if (candidates == null) {
        candidates = same;
      } else {
        candidates.retainAll(same);
      }
    }
    List<Row> matches = candidates == null ? new ArrayList<>() : candidates;
    Row before = draft.before();
    matches.removeIf(
        row -> (before != null && row.id().equals(before.id())) || row.isTrue("IsConverted"));
    return matches.subList(0, Math.min(MOST_TOLD, matches.size()));
  }

  private static List<Row> same(Transaction tx, ObjectType type, Field field, Object value) {
    if (tx.org().table(type).isIndexed(field)) {
      return new ArrayList<>(tx.rowsWith(type, field, value));
    }
    String wanted = value.toString().toLowerCase(Locale.ROOT);
    List<Row> same = new ArrayList<>();
    for (Row row : tx.org().table(type).all()) {
      Object now = row.get(field);
      if (now != null
          && !row.isDeleted()
          && now.toString().toLowerCase(Locale.ROOT).equals(wanted)) {
        same.add(row);
      }
    }
    return same;
  }

  private static Map<String, Object> told(
      Rule.Duplicate rule, Map<ObjectType, List<Row>> matches, boolean details) {
    List<Object> results = new ArrayList<>();
    matches.forEach((type, rows) -> {
      if (!rows.isEmpty()) {
        results.add(result(rule, type, rows, details));
      }
    });
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("allowSave", !rule.blocks());
    told.put("duplicateRule", rule.name());
    told.put("duplicateRuleEntityType", rule.type().name());
    told.put("errorMessage", "Use one of these records?");
    told.put("matchResults", results);
    return told;
  }

  private static Map<String, Object> result(
      Rule.Duplicate rule, ObjectType type, List<Row> rows, boolean details) {
    List<Object> records = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("attributes", Map.of("type", type.name()));
      record.put("Id", row.id());
      if (details) {
        rule.fields().forEach(name -> record.put(name, String.valueOf(row.get(name))));
      }
      Map<String, Object> match = new LinkedHashMap<>();
      match.put("additionalInformation", List.of());
      match.put("fieldDiffs", List.of());
      match.put("matchConfidence", 100.0);
      match.put("record", record);
      records.add(match);
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("entityType", type.name());
    result.put("errors", List.of());
    result.put("matchEngine", "ExactMatchEngine");
    result.put("matchRecords", records);
    result.put("rule", rule.name());
    result.put("size", records.size());
    result.put("success", true);
    return result;
  }
}
