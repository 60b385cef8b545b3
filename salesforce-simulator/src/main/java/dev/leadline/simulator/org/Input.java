package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.Flag;
import dev.leadline.simulator.metadata.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of a request into a draft, one error per value that does not fit. */
final class Input {

  private Input() {}

  static void read(Draft draft, Map<String, ?> input) {
    List<String> readOnly = new ArrayList<>();
    for (Map.Entry<String, ?> entry : input.entrySet()) {
      String name = entry.getKey();
      if (name.equalsIgnoreCase("attributes")) {
        continue;
      }
      Field field = visible(draft, name);
      Field lookup = field == null ? visibleLookup(draft, name) : null;
      if (lookup != null) {
        readParent(draft, lookup, entry.getValue());
      } else if (field == null) {
        draft.refuse(noSuchColumn(draft.type(), name));
      } else if (field.type() == FieldType.ID) {
        readId(draft, entry.getValue());
      } else if (!writeable(draft, field)) {
        readOnly.add(field.name());
      } else {
        readValue(draft, field, entry.getValue());
      }
    }
    if (!readOnly.isEmpty()) {
      draft.refuse(readOnly(readOnly));
    }
  }

  static DmlError noSuchColumn(ObjectType type, String name) {
    return DmlError.of(
        "INVALID_FIELD", "No such column '" + name + "' on sobject of type " + type.name());
  }

  private static DmlError readOnly(List<String> names) {
    return new DmlError(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        "Unable to create/update fields: "
            + String.join(", ", names)
            + ". Please check the security settings of this field and verify that it is read/write for your"
            + " profile or permission set.",
        List.copyOf(names),
        null);
  }

  private static @Nullable Field visible(Draft draft, String name) {
    Field field = draft.type().field(name);
    Transaction tx = draft.transaction();
    return field != null && tx.org().access().sees(tx.actor().userId(), draft.type(), field)
        ? field
        : null;
  }

  private static @Nullable Field visibleLookup(Draft draft, String name) {
    Transaction tx = draft.transaction();
    return tx.org().access().lookup(tx.actor().userId(), draft.type(), name);
  }

  /** A field by which records of a visible object may be found. */
  private static @Nullable Field visibleKey(Draft draft, @Nullable ObjectType type, String name) {
    Field key = type == null ? null : type.field(name);
    Transaction tx = draft.transaction();
    Access access = tx.org().access();
    String user = tx.actor().userId();
    return type != null
            && key != null
            && key.isUpsertKey()
            && access.sees(user, type)
            && access.sees(user, type, key)
        ? key
        : null;
  }

  private static boolean writeable(Draft draft, Field field) {
    if (field.slot() == Field.NO_SLOT) {
      return false;
    }
    if (draft.transaction().actor().setsSystemFields()) {
      return true;
    }
    return field.is(draft.isNew() ? Flag.CREATEABLE : Flag.UPDATEABLE);
  }

  private static void readId(Draft draft, @Nullable Object value) {
    Row before = draft.before();
    if (before == null) {
      if (value != null && !value.toString().isEmpty()) {
        draft.refuse(
            DmlError.of(
                "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id"));
      }
      return;
    }
    if (value != null && !before.id().equals(RecordId.normal(value.toString()))) {
      draft.refuse(
          DmlError.of(
              "INVALID_FIELD", "The Id field should not be specified in the sobject data."));
    }
  }

  private static void readValue(Draft draft, Field field, @Nullable Object value) {
    try {
      draft.set(field, Coercion.toStored(field, value));
      draft.markGiven(field);
    } catch (Coercion.Unfit e) {
      draft.refuse(e.error(field));
    }
  }

  /** A lookup given by a key of the parent: {@code "Account": {"Number__c": "A7"}}. */
  private static void readParent(Draft draft, Field lookup, @Nullable Object value) {
    if (value == null) {
      readValue(draft, lookup, null);
      return;
    }
    if (!(value instanceof Map<?, ?> keys)) {
      draft.refuse(noSuchColumn(draft.type(), lookup.reference().parentName() + ""));
      return;
    }
    for (String target : lookup.reference().targets()) {
      ObjectType parent = draft.transaction().org().schema().object(target);
      for (Map.Entry<?, ?> key : keys.entrySet()) {
        Field keyField = visibleKey(draft, parent, String.valueOf(key.getKey()));
        if (parent != null && keyField != null && key.getValue() != null) {
          linkTo(draft, lookup, parent, keyField, key.getValue());
          return;
        }
      }
    }
    draft.refuse(
        DmlError.of(
            "INVALID_FIELD",
            "Relationship field "
                + lookup.reference().parentName()
                + " must be given by an external id"));
  }

  private static void linkTo(
      Draft draft, Field lookup, ObjectType parent, Field key, Object value) {
    if (key.type() == FieldType.ID) {
      readValue(draft, lookup, value);
      return;
    }
    try {
      Object stored = Coercion.toStored(key, value);
      List<Row> found =
          stored == null ? List.of() : draft.transaction().rowsWith(parent, key, stored);
      if (found.size() == 1) {
        readValue(draft, lookup, found.getFirst().id());
      } else {
        draft.refuse(
            DmlError.of(
                found.isEmpty() ? "INVALID_FIELD" : "DUPLICATE_EXTERNAL_ID",
                "Foreign key external ID: "
                    + value
                    + (found.isEmpty() ? " not found for field " : " not unique for field ")
                    + key.name()
                    + " in entity "
                    + parent.name()));
      }
    } catch (Coercion.Unfit e) {
      draft.refuse(e.error(key));
    }
  }
}
