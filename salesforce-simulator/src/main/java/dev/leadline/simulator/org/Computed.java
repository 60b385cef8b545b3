package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of fields that are put together from others: full names, addresses, a campaign
 * member's person.
 */
final class Computed {

  private Computed() {}

  static @Nullable Object value(Org org, Row row, Field field) {
    if (field.type() == FieldType.ADDRESS) {
      return address(row, field.name());
    }
    if (row.type().name().equals("CampaignMember")) {
      return ofMember(org, row, field);
    }
    return field.name().equals("Name") ? fullName(row) : null;
  }

  static @Nullable String fullName(Row row) {
    String first = row.text("FirstName");
    String last = row.text("LastName");
    if (first == null) {
      return last;
    }
    return last == null ? first : first + " " + last;
  }

  private static @Nullable Map<String, @Nullable Object> address(Row row, String compound) {
    String prefix = compound.substring(0, compound.length() - "Address".length());
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    parts.put("city", row.get(prefix + "City"));
    parts.put("country", row.get(prefix + "Country"));
    parts.put("geocodeAccuracy", row.get(prefix + "GeocodeAccuracy"));
    parts.put("latitude", row.get(prefix + "Latitude"));
    parts.put("longitude", row.get(prefix + "Longitude"));
    parts.put("postalCode", row.get(prefix + "PostalCode"));
    parts.put("state", row.get(prefix + "State"));
    parts.put("street", row.get(prefix + "Street"));
    return parts.values().stream().allMatch(part -> part == null) ? null : parts;
  }

  private static @Nullable Object ofMember(Org org, Row row, Field field) {
    String contactId = row.text("ContactId");
    String personId = contactId != null ? contactId : row.text("LeadId");
    Row person = org.find(personId);
    if (person == null) {
      return null;
    }
    return switch (field.name()) {
      case "Name" -> fullName(person);
      case "Type" -> person.type().name();
      case "LeadOrContactId" -> person.id();
      case "LeadOrContactOwnerId" -> person.get("OwnerId");
      case "CompanyOrAccount" -> company(org, person);
      default -> person.get(field.name());
    };
  }

  private static @Nullable Object company(Org org, Row person) {
    if (person.type().name().equals("Lead")) {
      return person.get("Company");
    }
    Row account = org.find(person.text("AccountId"));
    return account == null ? null : account.get("Name");
  }
}
