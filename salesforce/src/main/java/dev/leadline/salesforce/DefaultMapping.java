package dev.leadline.salesforce;

import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.connector.Remote.Suggestion;
import dev.leadline.connector.Winner;
import dev.leadline.prospect.Draft;
import dev.leadline.salesforce.Schema.SObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fields usually belong together, as in Pardot's default mapping. A field that the org does
 * not have or hides, or that could be neither written nor only read with sense, is left out.
 */
final class DefaultMapping {
  private record Pair(String field, String remoteField, Winner winner) {}

  private static final List<Pair> OF_BOTH =
      List.of(
          theirs("salutation", "Salutation"),
          theirs("first_name", "FirstName"),
          theirs("last_name", "LastName"),
          theirs("email", "Email"),
          theirs("job_title", "Title"),
          theirs("phone", "Phone"),
          theirs("fax", "Fax"),
          theirs("source", "LeadSource"),
          theirs("comments", "Description"),
          theirs("is_do_not_call", "DoNotCall"),
          // Pardot: new business units begin with "use the store's value".
          new Pair("opted_out", "HasOptedOutOfEmail", Winner.OURS),
          theirs(Draft.OWNER, Schema.OWNER),
          new Pair(Draft.SCORE, "Leadline_Score__c", Winner.OURS));

  private static final List<Pair> OF_LEAD =
      List.of(
          theirs("company", "Company"),
          theirs("website", "Website"),
          theirs("industry", "Industry"),
          theirs("annual_revenue", "AnnualRevenue"),
          theirs("employees", "NumberOfEmployees"),
          theirs("address_one", "Street"),
          theirs("city", "City"),
          theirs("state", "State"),
          theirs("zip", "PostalCode"),
          theirs("country", "Country"));

  private static final List<Pair> OF_CONTACT =
      List.of(
          theirs("company", Schema.ACCOUNT_NAME),
          theirs("department", "Department"),
          theirs("address_one", "MailingStreet"),
          theirs("city", "MailingCity"),
          theirs("state", "MailingState"),
          theirs("zip", "MailingPostalCode"),
          theirs("country", "MailingCountry"));

  private DefaultMapping() {}

  static List<Suggestion> of(SObject object) {
    List<Pair> pairs = new ArrayList<>(OF_BOTH);
    pairs.addAll(object.name().equals("Lead") ? OF_LEAD : OF_CONTACT);
    List<Suggestion> suggestions = new ArrayList<>();
    for (Pair pair : pairs) {
      RemoteField theirs = object.fields().get(pair.remoteField());
      if (theirs != null && usable(theirs)) {
        suggestions.add(new Suggestion(pair.field(), pair.remoteField(), pair.winner()));
      }
    }
    return suggestions;
  }

  private static boolean usable(RemoteField theirs) {
    return (theirs.createable() && theirs.updateable())
        || theirs.name().equals(Schema.ACCOUNT_NAME);
  }

  private static Pair theirs(String field, String remoteField) {
    return new Pair(field, remoteField, Winner.THEIRS);
  }
}
