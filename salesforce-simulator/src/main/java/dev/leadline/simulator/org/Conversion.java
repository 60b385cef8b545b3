package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.ObjectType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a lead into an account, a contact and, if wanted, an opportunity. */
public final class Conversion {

  private static final List<String> SAME_IN_CONTACT =
      List.of(
          "FirstName",
          "LastName",
          "Salutation",
          "Title",
          "Phone",
          "MobilePhone",
          "Fax",
          "Email",
          "LeadSource",
          "Description");
  private static final List<String> ADDRESS =
      List.of("Street", "City", "State", "PostalCode", "Country");
  private final Transaction tx;

  Conversion(Transaction tx) {
    this.tx = tx;
  }

  /**
   * What is wanted.
   *
   * @param accountId an account to use instead of a new one
   * @param contactId a contact to use instead of a new one
   * @param opportunityName the name of the opportunity, or null for none
   * @param status the converted status, or null for the first there is
   */
  public record Wish(
      String leadId,
      @Nullable String accountId,
      @Nullable String contactId,
      @Nullable String opportunityName,
      @Nullable String status) {}

  /** What came of it; ids are null where nothing was made. */
  public record Converted(
      @Nullable String accountId,
      @Nullable String contactId,
      @Nullable String opportunityId,
      List<DmlError> errors) {}

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<DmlError> errors;

    Refused(List<DmlError> errors) {
      super("refused", null, false, false);
      this.errors = errors;
    }
  }

  Converted convert(Wish wish) {
    try {
      return convertOrRefuse(wish);
    } catch (Refused e) {
      return new Converted(null, null, null, e.errors);
    }
  }

  private Converted convertOrRefuse(Wish wish) throws Refused {
    String leadId = RecordId.normal(wish.leadId());
    Row lead = tx.findLive(leadId);
    if (lead == null || !lead.type().name().equals("Lead")) {
      throw refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }
    if (lead.isTrue("IsConverted")) {
      throw refused("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
    }
    if (!tx.lock(lead.id())) {
      throw new Refused(List.of(Locking.refused(List.of(lead.id()))));
    }
    String status = status(wish.status());
    String account = wish.accountId() != null ? wish.accountId() : insert("Account", account(lead));
    String contact =
        wish.contactId() != null ? wish.contactId() : insert("Contact", contact(lead, account));
    String opportunity =
        wish.opportunityName() == null
            ? null
            : insert("Opportunity", opportunity(lead, wish.opportunityName(), account, contact));
    close(lead, status, account, contact, opportunity);
    moveMemberships(lead, contact);
    return new Converted(account, contact, opportunity, List.of());
  }

  private void close(
      Row lead, String status, String account, String contact, @Nullable String opportunity) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("Status", status);
    values.put("IsConverted", true);
    values.put("ConvertedDate", LocalDate.ofInstant(tx.org().clock().instant(), ZoneOffset.UTC));
    values.put("ConvertedAccountId", account);
    values.put("ConvertedContactId", contact);
    values.put("ConvertedOpportunityId", opportunity);
    tx.touch(lead, values);
  }

  private void moveMemberships(Row lead, String contact) {
    ObjectType members = tx.org().schema().need("CampaignMember");
    for (Row member : tx.rowsWith(members, members.need("LeadId"), lead.id())) {
      Map<String, @Nullable Object> values = new HashMap<>();
      values.put("ContactId", contact);
      tx.touch(member, values);
    }
  }

  private String status(@Nullable String wanted) throws Refused {
    ObjectType type = tx.org().schema().need("LeadStatus");
    return tx.org().table(type).all().stream()
        .filter(status -> status.isTrue("IsConverted"))
        .map(status -> String.valueOf(status.get("MasterLabel")))
        .filter(label -> wanted == null || label.equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(() -> refused("INVALID_STATUS", "invalid convertedStatus: " + wanted));
  }

  private static Map<String, Object> account(Row lead) {
    Map<String, Object> values = new LinkedHashMap<>();
    copy(values, "Name", lead.get("Company"));
    for (String part : ADDRESS) {
      copy(values, "Billing" + part, lead.get(part));
    }
    for (String same :
        List.of("Phone", "Website", "Industry", "AnnualRevenue", "NumberOfEmployees", "Rating")) {
      copy(values, same, lead.get(same));
    }
    copy(values, "AccountSource", lead.get("LeadSource"));
    copy(values, "OwnerId", userOwner(lead));
    return values;
  }

  private static Map<String, Object> contact(Row lead, String account) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("AccountId", account);
    for (String same : SAME_IN_CONTACT) {
      copy(values, same, lead.get(same));
    }
    for (String part : ADDRESS) {
      copy(values, "Mailing" + part, lead.get(part));
    }
    copy(values, "OwnerId", userOwner(lead));
    return values;
  }

  private Map<String, Object> opportunity(Row lead, String name, String account, String contact) {
    LocalDate today = LocalDate.ofInstant(tx.org().clock().instant(), ZoneOffset.UTC);
    LocalDate quarterEnd =
        today.withDayOfMonth(1).plusMonths(3 - (today.getMonthValue() - 1) % 3).minusDays(1);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("Name", name);
    values.put("StageName", "Prospecting");
    values.put("CloseDate", quarterEnd.toString());
    values.put("AccountId", account);
    values.put("ContactId", contact);
    copy(values, "LeadSource", lead.get("LeadSource"));
    copy(values, "OwnerId", userOwner(lead));
    return values;
  }

  /** A queue cannot own accounts and contacts; then the converting user does. */
  private static @Nullable Object userOwner(Row lead) {
    String owner = lead.text("OwnerId");
    return owner != null && owner.startsWith("005") ? owner : null;
  }

  private static void copy(Map<String, Object> values, String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  private String insert(String object, Map<String, Object> values) throws Refused {
    SaveResult result = tx.insert(tx.org().schema().need(object), values);
    if (!result.success()) {
      throw new Refused(result.errors());
    }
    return Objects.requireNonNull(result.id());
  }

  private static Refused refused(String code, String message) {
    return new Refused(List.of(DmlError.of(code, message)));
  }
}
