package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.Flag;
import dev.leadline.simulator.metadata.ObjectType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What every record must obey: required fields, lengths, email form, restricted picklists, lookups,
 * owners.
 */
final class Checks {

  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+");

  private Checks() {}

  static void all(Draft draft) {
    required(draft);
    for (Field field : draft.type().fields()) {
      if (field.slot() != Field.NO_SLOT && draft.get(field) != null && draft.changes(field)) {
        value(draft, field);
      }
    }
  }

  private static void required(Draft draft) {
    List<String> missing = new ArrayList<>();
    for (Field field : draft.type().fields()) {
      boolean must = field.is(Flag.CREATEABLE) && !field.is(Flag.NILLABLE);
      if (must && field.slot() != Field.NO_SLOT && draft.get(field) == null) {
        missing.add(field.name());
      }
    }
    if (!missing.isEmpty()) {
      draft.refuse(
          new DmlError(
              "REQUIRED_FIELD_MISSING", "Required fields are missing: " + missing, missing, null));
    }
  }

  private static void value(Draft draft, Field field) {
    Object value = draft.get(field);
    if (value instanceof String text && field.type().isText()) {
      text(draft, field, text);
    } else if (value instanceof String id
        && field.type() == FieldType.REFERENCE
        && !field.is(Flag.SYSTEM)) {
      reference(draft, field, id);
    }
  }

  private static void text(Draft draft, Field field, String text) {
    if (field.length() > 0 && text.length() > field.length()) {
      draft.refuse(
          DmlError.of(
              "STRING_TOO_LONG",
              field.label()
                  + ": data value too large: "
                  + shown(text)
                  + " (max length="
                  + field.length()
                  + ")",
              field.name()));
    } else if (field.type() == FieldType.EMAIL && !isEmail(text)) {
      draft.refuse(
          DmlError.of(
              "INVALID_EMAIL_ADDRESS",
              field.label() + ": invalid email address: " + text,
              field.name()));
    } else if (field.is(Flag.RESTRICTED_PICKLIST)) {
      picklist(draft, field, text);
    }
  }

  private static boolean isEmail(String text) {
    return EMAIL.matcher(text).matches()
        && !text.contains("..")
        && !text.startsWith(".")
        && !text.contains(".@");
  }

  private static String shown(String text) {
    return text.length() > 255 ? text.substring(0, 255) + "..." : text;
  }

  private static void picklist(Draft draft, Field field, String text) {
    List<String> wanted =
        field.type() == FieldType.MULTIPICKLIST
            ? Arrays.asList(text.split(";", -1))
            : List.of(text);
    for (String one : wanted) {
      if (field.picklist().stream()
          .noneMatch(entry -> entry.value().equalsIgnoreCase(one.strip()))) {
        draft.refuse(badPicklist(field.label(), field.name(), one));
        return;
      }
    }
  }

  static DmlError badPicklist(String label, String name, String value) {
    return DmlError.of(
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        label + ": bad value for restricted picklist field: " + value,
        name);
  }

  private static void reference(Draft draft, Field field, String id) {
    Transaction tx = draft.transaction();
    ObjectType target = tx.org().schema().withPrefix(RecordId.prefix(id));
    if (target == null || !field.reference().targets().contains(target.name())) {
      String code = field.name().equals("OwnerId") ? "MALFORMED_ID" : "FIELD_INTEGRITY_EXCEPTION";
      draft.refuse(
          DmlError.of(code, field.label() + ": id value of incorrect type: " + id, field.name()));
      return;
    }
    Row row = tx.find(id);
    if (row == null) {
      draft.refuse(DmlError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
    } else if (row.isDeleted()) {
      draft.refuse(DmlError.of("ENTITY_IS_DELETED", "entity is deleted"));
    } else if (field.name().equals("OwnerId")) {
      owner(draft, row);
    } else if (target.name().equals("Lead")
        && row.isTrue("IsConverted")
        && !draft.type().name().equals("CampaignMember")
        && !draft.transaction().actor().setsSystemFields()) {
      draft.refuse(DmlError.of("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead"));
    }
  }

  private static void owner(Draft draft, Row owner) {
    String object = draft.type().name();
    if (owner.type().name().equals("User")) {
      if (!owner.isTrue("IsActive")) {
        draft.refuse(
            DmlError.of(
                "INACTIVE_OWNER_OR_USER",
                "operation performed with inactive user ["
                    + RecordId.with15(owner.id())
                    + "] as owner of "
                    + object.toLowerCase(Locale.ROOT),
                "OwnerId"));
      }
      return;
    }
    if (owner.type().name().equals("Group") && !isQueueFor(draft.transaction(), owner, object)) {
      draft.refuse(
          DmlError.of(
              "INVALID_OPERATION", "Queue not associated with this SObject type", "OwnerId"));
    }
  }

  private static boolean isQueueFor(Transaction tx, Row group, String object) {
    if (!"Queue".equals(group.text("Type"))) {
      return false;
    }
    ObjectType links = tx.org().schema().need("QueueSobject");
    return tx.rowsWith(links, links.need("QueueId"), group.id()).stream()
        .anyMatch(link -> object.equalsIgnoreCase(link.text("SobjectType")));
  }
}
