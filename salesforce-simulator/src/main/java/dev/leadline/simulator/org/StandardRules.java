package dev.leadline.simulator.org;

import java.util.List;

/** The behaviour that every org has, object by object. */
final class StandardRules {

  private StandardRules() {}

  static List<SaveRule> all() {
    return List.of(
        new LeadRule(),
        new OpportunityRule(),
        new CampaignRule(),
        new MemberRule(),
        new ContactRoleRule(),
        new TaskRule());
  }

  static boolean is(Draft draft, String object) {
    return draft.type().name().equals(object);
  }

  /** Converted leads are frozen. */
  private static final class LeadRule implements SaveRule {
    @Override
    public void before(Draft draft) {
      Row before = draft.before();
      if (is(draft, "Lead")
          && before != null
          && before.isTrue("IsConverted")
          && !draft.transaction().actor().setsSystemFields()) {
        draft.refuse(
            DmlError.of("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead"));
      }
    }
  }

  /** Only one contact role of an opportunity is the primary one. */
  private static final class ContactRoleRule implements SaveRule {
    @Override
    public void after(Draft draft, Row saved) {
      if (!is(draft, "OpportunityContactRole") || !saved.isTrue("IsPrimary") || saved.isDeleted()) {
        return;
      }
      Transaction tx = draft.transaction();
      String opportunity = String.valueOf(saved.get("OpportunityId"));
      tx.rowsWith(saved.type(), saved.type().need("OpportunityId"), opportunity).stream()
          .filter(role -> role.isTrue("IsPrimary") && !role.id().equals(saved.id()))
          .toList()
          .forEach(role -> tx.touch(role, java.util.Map.of("IsPrimary", false)));
    }
  }

  /** A task is closed when completed and belongs to its person's account. */
  private static final class TaskRule implements SaveRule {
    @Override
    public void before(Draft draft) {
      if (!is(draft, "Task")) {
        return;
      }
      boolean closed = "Completed".equals(draft.text("Status"));
      if (closed && !Boolean.TRUE.equals(draft.get("IsClosed"))) {
        draft.set("CompletedDateTime", draft.transaction().org().clock().second());
      }
      draft.set("IsClosed", closed);
      draft.set("IsHighPriority", "High".equals(draft.text("Priority")));
      Row what = draft.transaction().find(draft.text("WhatId"));
      Row who = draft.transaction().find(draft.text("WhoId"));
      String account = null;
      if (what != null) {
        account = what.type().name().equals("Account") ? what.id() : what.text("AccountId");
      } else if (who != null) {
        account = who.text("AccountId");
      }
      draft.set("AccountId", account);
    }
  }
}
