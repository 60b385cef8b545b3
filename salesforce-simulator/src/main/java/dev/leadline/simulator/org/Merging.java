package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges up to three records into one: the losers go to the bin and name their winner, their
 * children move over.
 */
final class Merging {

  private static final Set<String> MERGEABLE = Set.of("Lead", "Contact", "Account");
  private static final int MOST_LOSERS = 2;
  private final Transaction tx;
  private final Removing removing;

  Merging(Transaction tx, Removing removing) {
    this.tx = tx;
    this.removing = removing;
  }

  SaveResult merge(String winnerId, List<String> loserIds, Map<String, ?> values) {
    Row winner = tx.findLive(RecordId.normal(winnerId));
    if (winner == null || !MERGEABLE.contains(winner.type().name())) {
      return SaveResult.refused(
          winnerId, DmlError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
    }
    if (loserIds.isEmpty() || loserIds.size() > MOST_LOSERS) {
      return SaveResult.refused(
          winnerId,
          DmlError.of("INVALID_ARGUMENT_TYPE", "one or two records can be merged into another"));
    }
    List<Row> losers = new ArrayList<>();
    for (String id : loserIds) {
      Row loser = tx.findLive(RecordId.normal(id));
      if (loser == null || loser.type() != winner.type() || loser.id().equals(winner.id())) {
        return SaveResult.refused(
            winnerId, DmlError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
      }
      losers.add(loser);
    }
    for (Row row : losers) {
      if (!tx.lock(row.id())) {
        return SaveResult.refused(winnerId, Locking.refused(List.of(row.id())));
      }
    }
    losers.forEach(loser -> moveChildren(loser, winner));
    losers.forEach(loser -> removing.mergeInto(loser, winner.id()));
    return tx.update(winner.type(), winner.id(), values);
  }

  private void moveChildren(Row loser, Row winner) {
    for (ObjectType type : tx.org().schema().objects()) {
      for (Field field : type.fields()) {
        boolean leadsHere =
            field.type() == FieldType.REFERENCE
                && field.slot() != Field.NO_SLOT
                && !field.name().equals("MasterRecordId")
                && field.reference().targets().contains(winner.type().name());
        if (leadsHere) {
          tx.rowsWith(type, field, loser.id()).forEach(child -> move(child, field, winner));
        }
      }
    }
  }

  private void move(Row child, Field field, Row winner) {
    if (child.type().name().equals("CampaignMember") && isMember(child, field, winner)) {
      tx.delete(child.type(), child.id());
      return;
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put(field.name(), winner.id());
    tx.touch(child, values);
  }

  private boolean isMember(Row child, Field field, Row winner) {
    return tx.rowsWith(child.type(), field, winner.id()).stream()
        .anyMatch(
            other -> String.valueOf(other.get("CampaignId")).equals(child.text("CampaignId")));
  }
}
