package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.ObjectType;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stage of an opportunity tells whether it is closed or won, and its probability. */
final class OpportunityRule implements SaveRule {

  @Override
  public void before(Draft draft) {
    if (!StandardRules.is(draft, "Opportunity")) {
      return;
    }
    if (draft.changes("StageName")) {
      Row stage = stage(draft.transaction(), draft.text("StageName"));
      draft.set("IsClosed", stage != null && stage.isTrue("IsClosed"));
      draft.set("IsWon", stage != null && stage.isTrue("IsWon"));
      draft.set("LastStageChangeDate", draft.transaction().org().clock().second());
      if (!draft.gave("Probability")) {
        draft.set("Probability", stage == null ? null : stage.get("DefaultProbability"));
      }
      if (!draft.gave("ForecastCategoryName")) {
        draft.set("ForecastCategoryName", stage == null ? null : stage.get("ForecastCategoryName"));
      }
      draft.set("ForecastCategory", stage == null ? null : stage.get("ForecastCategory"));
    }
    if (draft.get("CloseDate") instanceof LocalDate close) {
      int quarter = (close.getMonthValue() + 2) / 3;
      draft.set("FiscalYear", close.getYear());
      draft.set("FiscalQuarter", quarter);
      draft.set("Fiscal", close.getYear() + " " + quarter);
    }
    if (draft.get("Amount") instanceof Double amount
        && draft.get("Probability") instanceof Double probability) {
      draft.set("ExpectedRevenue", amount * probability / 100);
    } else {
      draft.set("ExpectedRevenue", null);
    }
  }

  @Override
  public void after(Draft draft, Row saved) {
    String contactId = saved.text("ContactId");
    if (!StandardRules.is(draft, "Opportunity") || !draft.isNew() || contactId == null) {
      return;
    }
    Transaction tx = draft.transaction();
    ObjectType role = tx.org().schema().need("OpportunityContactRole");
    SaveResult made =
        tx.insert(
            role,
            java.util.Map.of(
                "OpportunityId", saved.id(), "ContactId", contactId, "IsPrimary", true));
    made.errors().forEach(draft::refuse);
  }

  private static @Nullable Row stage(Transaction tx, @Nullable String name) {
    List<Row> stages = tx.org().table(tx.org().schema().need("OpportunityStage")).all();
    return stages.stream()
        .filter(stage -> String.valueOf(stage.get("MasterLabel")).equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }
}
