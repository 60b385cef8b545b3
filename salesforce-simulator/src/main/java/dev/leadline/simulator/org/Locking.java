package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.Flag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which locks a save takes besides its own row: parents that the org locks with it, and values that
 * must be unique.
 */
final class Locking {

  private static final Map<String, List<String>> PARENTS =
      Map.of(
          "Contact", List.of("AccountId"),
          "Opportunity", List.of("AccountId"),
          "OpportunityContactRole", List.of("OpportunityId"),
          "CampaignMember", List.of("CampaignId"),
          "Task", List.of("WhoId", "WhatId"));

  private Locking() {}

  static DmlError refused(List<String> ids) {
    return DmlError.of(
        "UNABLE_TO_LOCK_ROW",
        "unable to obtain exclusive access to this record"
            + (ids.isEmpty() ? "" : " or " + ids.size() + " records: " + String.join(",", ids)));
  }

  static void lockParents(Draft draft) {
    Row before = draft.before();
    TreeSet<String> parents = new TreeSet<>();
    for (String lookup : PARENTS.getOrDefault(draft.type().name(), List.of())) {
      add(parents, draft.text(lookup));
      add(parents, before == null ? null : before.text(lookup));
    }
    for (String parent : parents) {
      if (!draft.transaction().lock(parent)) {
        draft.refuse(refused(List.of(parent)));
        return;
      }
    }
  }

  static @Nullable DmlError lockForRemoval(Transaction transaction, Row row) {
    if (!transaction.lock(row.id())) {
      return refused(List.of(row.id()));
    }
    for (String lookup : PARENTS.getOrDefault(row.type().name(), List.of())) {
      String parent = row.text(lookup);
      if (parent != null && !transaction.lock(parent)) {
        return refused(List.of(parent));
      }
    }
    return null;
  }

  static void claimUniqueValues(Draft draft, String id) {
    Transaction tx = draft.transaction();
    for (Field field : draft.type().fields()) {
      Object value = draft.get(field);
      if (!field.is(Flag.UNIQUE) || value == null || !draft.changes(field)) {
        continue;
      }
      if (!tx.lock(draft.type().name() + "." + field.name() + "=" + HashIndex.key(value))) {
        draft.refuse(refused(List.of()));
        return;
      }
      tx.rowsWith(draft.type(), field, value).stream()
          .filter(other -> !other.id().equals(id))
          .filter(other -> !field.is(Flag.CASE_SENSITIVE) || value.equals(other.get(field)))
          .findFirst()
          .ifPresent(other -> draft.refuse(duplicate(field, other)));
    }
  }

  private static DmlError duplicate(Field field, Row other) {
    return DmlError.of(
        "DUPLICATE_VALUE",
        "duplicate value found: "
            + field.name()
            + " duplicates value on record with id: "
            + RecordId.with15(other.id()));
  }

  private static void add(Set<String> ids, @Nullable String id) {
    if (id != null) {
      ids.add(id);
    }
  }
}
