package dev.leadline.simulator.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Generates describe JSON from the field table. */
public final class Describe {

  private static final Set<String> MERGEABLE = Set.of("Lead", "Contact", "Account");
  private static final Set<String> READ_ONLY =
      Set.of("Organization", "LeadStatus", "OpportunityStage", "Profile", "RecordType");
  private static final Set<String> NO_BIN =
      Set.of("User", "Profile", "UserRole", "Organization", "Group");

  private Describe() {}

  /** The entry of an object in the list of all objects. */
  public static Map<String, @Nullable Object> brief(ObjectType type, String base) {
    boolean writeable = !READ_ONLY.contains(type.name());
    boolean binned = writeable && !NO_BIN.contains(type.name());
    Map<String, @Nullable Object> it = new LinkedHashMap<>();
    it.put("activateable", false);
    it.put("associateEntityType", null);
    it.put("associateParentEntity", null);
    it.put("createable", writeable);
    it.put("custom", type.isCustom());
    it.put("customSetting", false);
    it.put("deepCloneable", false);
    it.put("deletable", binned);
    it.put("deprecatedAndHidden", false);
    it.put("feedEnabled", binned);
    it.put("hasSubtypes", false);
    it.put("isInterface", false);
    it.put("isSubtype", false);
    it.put("keyPrefix", type.keyPrefix());
    it.put("label", type.label());
    it.put("labelPlural", type.labelPlural());
    it.put("layoutable", binned);
    it.put("mergeable", MERGEABLE.contains(type.name()));
    it.put("mruEnabled", binned);
    it.put("name", type.name());
    it.put("queryable", true);
    it.put("replicateable", type.field("SystemModstamp") != null);
    it.put("retrieveable", true);
    it.put("searchable", type.nameField() != null);
    it.put("triggerable", binned);
    it.put("undeletable", binned);
    it.put("updateable", writeable);
    it.put("urls", urls(type, base));
    return it;
  }

  /** The whole description of an object, with only the fields and children that the caller sees. */
  public static Map<String, @Nullable Object> full(
      ObjectType type, List<Field> visible, List<ChildLink> children, String base) {
    Map<String, @Nullable Object> brief = brief(type, base);
    Map<String, @Nullable Object> it = new LinkedHashMap<>();
    it.put("actionOverrides", List.of());
    brief.forEach((name, value) -> {
      if (!name.equals("urls")) {
        it.put(name, value);
      }
    });
    it.put("childRelationships", children(children));
    it.put("compactLayoutable", brief.get("layoutable"));
    it.put("dataTranslationEnabled", null);
    it.put("defaultImplementation", null);
    it.put("extendedBy", null);
    it.put("extendsInterfaces", null);
    List<Object> fields = new ArrayList<>();
    visible.forEach(field -> fields.add(field(type, field)));
    it.put("fields", fields);
    it.put("implementedBy", null);
    it.put("implementsInterfaces", null);
    it.put("listviewable", null);
    it.put("lookupLayoutable", null);
    it.put("namedLayoutInfos", List.of());
    it.put("networkScopeFieldName", null);
    it.put("recordTypeInfos", List.of(masterRecordType(base, type)));
    it.put("searchLayoutable", brief.get("layoutable"));
    it.put("sobjectDescribeOption", "FULL");
    it.put(
        "supportedScopes",
        List.of(
            scope("everything", "All " + type.labelPlural()),
            scope("mine", "My " + type.labelPlural())));
    it.put("urls", brief.get("urls"));
    return it;
  }

  private static Map<String, @Nullable Object> scope(String name, String label) {
    Map<String, @Nullable Object> it = new LinkedHashMap<>();
    it.put("label", label);
    it.put("name", name);
    return it;
  }

  private static Map<String, @Nullable Object> masterRecordType(String base, ObjectType type) {
    Map<String, @Nullable Object> it = new LinkedHashMap<>();
    it.put("active", true);
    it.put("available", true);
    it.put("defaultRecordTypeMapping", true);
    it.put("developerName", "Master");
    it.put("master", true);
    it.put("name", "Master");
    it.put("recordTypeId", "012000000000000AAA");
    it.put(
        "urls",
        Map.of(
            "layout", base + "/sobjects/" + type.name() + "/describe/layouts/012000000000000AAA"));
    return it;
  }

  private static Map<String, String> urls(ObjectType type, String base) {
    String sobject = base + "/sobjects/" + type.name();
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("compactLayouts", sobject + "/describe/compactLayouts");
    urls.put("rowTemplate", sobject + "/{ID}");
    urls.put("approvalLayouts", sobject + "/describe/approvalLayouts");
    urls.put("describe", sobject + "/describe");
    urls.put("quickActions", sobject + "/quickActions");
    urls.put("layouts", sobject + "/describe/layouts");
    urls.put("sobject", sobject);
    return urls;
  }

  private static List<Object> children(List<ChildLink> links) {
    List<Object> children = new ArrayList<>();
    for (ChildLink link : links) {
      Map<String, @Nullable Object> it = new LinkedHashMap<>();
      it.put("cascadeDelete", link.field().is(Flag.CASCADE_DELETE));
      it.put("childSObject", link.child().name());
      it.put("deprecatedAndHidden", false);
      it.put("field", link.field().name());
      it.put("junctionIdListNames", List.of());
      it.put("junctionReferenceTo", List.of());
      it.put("relationshipName", link.relationshipName());
      it.put("restrictedDelete", false);
      children.add(it);
    }
    return children;
  }

  private static Map<String, @Nullable Object> field(ObjectType type, Field field) {
    Map<String, @Nullable Object> it = new LinkedHashMap<>();
    boolean writeable = field.is(Flag.CREATEABLE);
    it.put("aggregatable", field.is(Flag.SORTABLE) && field.type() != FieldType.BOOLEAN);
    it.put("aiPredictionField", false);
    it.put("autoNumber", field.is(Flag.AUTO_NUMBER));
    it.put("byteLength", field.length() * 3);
    it.put("calculated", false);
    it.put("calculatedFormula", null);
    it.put("cascadeDelete", field.is(Flag.CASCADE_DELETE));
    it.put("caseSensitive", field.is(Flag.CASE_SENSITIVE));
    it.put("compoundFieldName", field.compound());
    it.put("controllerName", null);
    it.put("createable", writeable);
    it.put("custom", field.is(Flag.CUSTOM));
    it.put(
        "defaultValue",
        field.type() == FieldType.BOOLEAN
            ? "true".equals(field.defaultValue())
            : field.picklistDefault());
    it.put("defaultValueFormula", null);
    it.put("defaultedOnCreate", defaulted(field));
    it.put("dependentPicklist", false);
    it.put("deprecatedAndHidden", false);
    it.put("digits", field.type() == FieldType.INT ? field.length() : 0);
    it.put("displayLocationInDecimal", field.name().endsWith("tude"));
    it.put("encrypted", false);
    it.put("externalId", field.is(Flag.EXTERNAL_ID));
    it.put("extraTypeInfo", extraType(type, field));
    it.put("filterable", field.is(Flag.FILTERABLE));
    it.put("filteredLookupInfo", null);
    it.put("formulaTreatNullNumberAsZero", false);
    it.put("groupable", field.is(Flag.GROUPABLE));
    it.put("highScaleNumber", false);
    it.put("htmlFormatted", false);
    it.put("idLookup", field.is(Flag.ID_LOOKUP));
    it.put("inlineHelpText", null);
    it.put("label", field.label());
    it.put("length", field.type().isText() || isId(field) ? field.length() : 0);
    rest(field, it);
    return it;
  }

  private static void rest(Field field, Map<String, @Nullable Object> it) {
    boolean numeric = field.type().isDecimal();
    it.put("mask", null);
    it.put("maskType", null);
    it.put("name", field.name());
    it.put("nameField", field.is(Flag.NAME_FIELD));
    it.put("namePointing", field.reference().isPolymorphic());
    it.put("nillable", field.is(Flag.NILLABLE));
    it.put("permissionable", field.is(Flag.NILLABLE) && field.is(Flag.CREATEABLE));
    it.put("picklistValues", picklist(field));
    it.put("polymorphicForeignKey", field.reference().isPolymorphic());
    it.put("precision", numeric ? field.length() : 0);
    it.put("queryByDistance", false);
    it.put("referenceTargetField", null);
    it.put("referenceTo", field.reference().targets());
    it.put("relationshipName", field.reference().parentName());
    it.put("relationshipOrder", null);
    it.put("restrictedDelete", false);
    it.put("restrictedPicklist", field.is(Flag.RESTRICTED_PICKLIST));
    it.put("scale", field.scale());
    it.put("searchPrefilterable", field.type() == FieldType.REFERENCE);
    it.put("soapType", field.type().soapType());
    it.put("sortable", field.is(Flag.SORTABLE));
    it.put("type", field.type().wireName());
    it.put("unique", field.is(Flag.UNIQUE));
    it.put("updateable", field.is(Flag.UPDATEABLE));
    it.put("writeRequiresMasterRead", false);
  }

  private static boolean isId(Field field) {
    return field.type() == FieldType.ID || field.type() == FieldType.REFERENCE;
  }

  private static boolean defaulted(Field field) {
    return field.defaultValue() != null
        || field.picklistDefault() != null
        || field.type() == FieldType.BOOLEAN
        || (field.is(Flag.SYSTEM) && !field.is(Flag.NILLABLE));
  }

  private static @Nullable String extraType(ObjectType type, Field field) {
    boolean person = type.field("LastName") != null;
    if (person && (field.is(Flag.NAME_FIELD) || "Name".equals(field.compound()))) {
      return field.is(Flag.NAME_FIELD) ? "personname" : null;
    }
    return field.type() == FieldType.TEXTAREA ? "plaintextarea" : null;
  }

  private static List<Object> picklist(Field field) {
    List<Object> values = new ArrayList<>();
    for (PicklistValue entry : field.picklist()) {
      Map<String, @Nullable Object> it = new LinkedHashMap<>();
      it.put("active", true);
      it.put("defaultValue", entry.isDefault());
      it.put("label", entry.value());
      it.put("validFor", null);
      it.put("value", entry.value());
      values.add(it);
    }
    return values;
  }
}
