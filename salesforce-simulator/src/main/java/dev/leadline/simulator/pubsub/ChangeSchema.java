package dev.leadline.simulator.pubsub;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** The Avro form of an object's change events and where in it each field of the object goes. */
final class ChangeSchema {
  static final String NAMESPACE = "com.sforce.eventbus";

  private static final Set<String> LEFT_OUT =
      Set.of(
          "Id",
          "IsDeleted",
          "SystemModstamp",
          "MasterRecordId",
          "LastActivityDate",
          "LastViewedDate",
          "LastReferencedDate",
          "PhotoUrl");
  private static final List<String> NAME_PARTS =
      List.of("Salutation", "FirstName", "LastName", "MiddleName", "InformalName", "Suffix");
  private static final List<String> ADDRESS_TEXTS =
      List.of("Street", "City", "State", "PostalCode", "Country", "StateCode", "CountryCode");

  private final Schema schema;
  private final List<Slot> slots;

  /** A top-level field of the event after the header. */
  sealed interface Slot {
    /** The place in the Avro record. */
    int at();

    record Plain(int at, Field field) implements Slot {}

    /** A compound; its parts by their place in the nested record. */
    record Compound(int at, Schema record, Map<Integer, Field> parts) implements Slot {}
  }

  private ChangeSchema(Schema schema, List<Slot> slots) {
    this.schema = schema;
    this.slots = slots;
  }

  Schema schema() {
    return schema;
  }

  List<Slot> slots() {
    return slots;
  }

  static String eventName(ObjectType type) {
    String name = type.name();
    return type.isCustom()
        ? name.substring(0, name.length() - 1) + "ChangeEvent"
        : name + "ChangeEvent";
  }

  static ChangeSchema of(ObjectType type) {
    List<Schema.Field> avro =
        new ArrayList<>(List.of(new Schema.Field("ChangeEventHeader", header())));
    List<Slot> slots = new ArrayList<>();
    Map<String, Schema> records = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      if (LEFT_OUT.contains(field.name()) || field.compound() != null) {
        continue;
      }
      int at = avro.size();
      List<Field> parts = parts(type, field);
      if (!parts.isEmpty()) {
        Schema record = record(field, records);
        slots.add(new Slot.Compound(at, record, places(field, parts, record)));
        avro.add(optional(field.name(), record, "Data:" + record.getName()));
      } else if (field.slot() != Field.NO_SLOT) {
        slots.add(new Slot.Plain(at, field));
        avro.add(plain(type, field, records));
      }
    }
    Schema schema = Schema.createRecord(eventName(type), null, NAMESPACE, false, avro);
    return new ChangeSchema(schema, List.copyOf(slots));
  }

  private static List<Field> parts(ObjectType type, Field compound) {
    return type.fields().stream().filter(part -> compound.name().equals(part.compound())).toList();
  }

  /**
   * An account's name is text here but may be a person's name in other orgs, and the schema says
   * so.
   */
  private static Schema.Field plain(ObjectType type, Field field, Map<String, Schema> records) {
    if (type.name().equals("Account") && field.name().equals("Name")) {
      Schema person = records.computeIfAbsent("Switchable_PersonName", ChangeSchema::personName);
      Schema union =
          Schema.createUnion(
              Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING), person);
      return new Schema.Field(
          "Name", union, "Data:Switchable_PersonName", JsonProperties.NULL_VALUE);
    }
    return optional(
        field.name(), Schema.create(avroType(field.type())), "Data:" + field.type().wireName());
  }

  private static Schema record(Field compound, Map<String, Schema> records) {
    return compound.type() == FieldType.ADDRESS
        ? records.computeIfAbsent("Address", ChangeSchema::address)
        : records.computeIfAbsent("PersonName", ChangeSchema::personName);
  }

  private static Schema personName(String name) {
    List<Schema.Field> fields = new ArrayList<>();
    NAME_PARTS.forEach(
        part -> fields.add(optional(part, Schema.create(Schema.Type.STRING), "Data:Text")));
    return Schema.createRecord(name, null, NAMESPACE, false, fields);
  }

  private static Schema address(String name) {
    List<Schema.Field> fields = new ArrayList<>();
    ADDRESS_TEXTS.forEach(
        part -> fields.add(optional(part, Schema.create(Schema.Type.STRING), "Data:Text")));
    fields.add(optional("Latitude", Schema.create(Schema.Type.DOUBLE), "Data:Double"));
    fields.add(optional("Longitude", Schema.create(Schema.Type.DOUBLE), "Data:Double"));
    fields.add(optional("GeocodeAccuracy", Schema.create(Schema.Type.STRING), "Data:DynamicEnum"));
    return Schema.createRecord(name, null, NAMESPACE, false, fields);
  }

  private static Map<Integer, Field> places(Field compound, List<Field> parts, Schema record) {
    String prefix =
        compound.type() == FieldType.ADDRESS
            ? compound.name().substring(0, compound.name().length() - "Address".length())
            : "";
    Map<Integer, Field> places = new LinkedHashMap<>();
    for (Field part : parts) {
      Schema.Field place = record.getField(part.name().substring(prefix.length()));
      places.put(Objects.requireNonNull(place, part.name()).pos(), part);
    }
    return places;
  }

  static Schema.Field optional(String name, Schema type, String doc) {
    Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    return new Schema.Field(name, union, doc, JsonProperties.NULL_VALUE);
  }

  /** Dates and times travel as milliseconds. */
  private static Schema.Type avroType(FieldType type) {
    return switch (type) {
      case BOOLEAN -> Schema.Type.BOOLEAN;
      case INT -> Schema.Type.INT;
      case DOUBLE, CURRENCY, PERCENT -> Schema.Type.DOUBLE;
      case DATE, DATETIME, TIME -> Schema.Type.LONG;
      case ID,
          REFERENCE,
          STRING,
          TEXTAREA,
          EMAIL,
          PHONE,
          URL,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          ADDRESS ->
          Schema.Type.STRING;
    };
  }

  private static Schema header() {
    Schema strings = Schema.createArray(Schema.create(Schema.Type.STRING));
    Schema changeType = Schema.createEnum("ChangeType", null, NAMESPACE, ChangeType.symbols());
    return SchemaBuilder.record("ChangeEventHeader")
        .namespace(NAMESPACE)
        .fields()
        .requiredString("entityName")
        .name("recordIds")
        .type(strings)
        .noDefault()
        .name("changeType")
        .type(changeType)
        .noDefault()
        .requiredString("changeOrigin")
        .requiredString("transactionKey")
        .requiredInt("sequenceNumber")
        .requiredLong("commitTimestamp")
        .requiredLong("commitNumber")
        .requiredString("commitUser")
        .name("nulledFields")
        .type(strings)
        .noDefault()
        .name("diffFields")
        .type(strings)
        .noDefault()
        .name("changedFields")
        .type(strings)
        .noDefault()
        .endRecord();
  }
}
