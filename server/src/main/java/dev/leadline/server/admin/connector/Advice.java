package dev.leadline.server.admin.connector;

import dev.leadline.connector.Remote.Remedy;
import java.util.Map;

/** What a person can do about what Salesforce has said. */
final class Advice {
  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry(
              "REQUIRED_FIELD_MISSING",
              "Salesforce requires a field that is empty here or not mapped. Map it, or fill it in."),
          Map.entry(
              "FIELD_CUSTOM_VALIDATION_EXCEPTION",
              "A validation rule of the org refuses the record. Correct what its message says, or"
                  + " exempt the connected user from the rule."),
          Map.entry(
              "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
              "The value is not one that the picklist allows. Correct it here, or add it there."),
          Map.entry(
              "DUPLICATES_DETECTED",
              "A duplicate rule of the org stops the record. Merge there, or let the connector save"
                  + " in spite of warnings."),
          Map.entry(
              "STRING_TOO_LONG", "The value is longer than the field there. Shorten it here."),
          Map.entry(
              "INVALID_EMAIL_ADDRESS", "Salesforce takes this for no email. Correct it here."),
          Map.entry(
              "INACTIVE_OWNER_OR_USER",
              "The owner is not active in Salesforce. Assign the prospect to another user."),
          Map.entry(
              "INSUFFICIENT_ACCESS_OR_READONLY",
              "The connected user may not edit this record. Give it the right in Salesforce."),
          Map.entry(
              "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
              "The connected user may not use a record that this one refers to."),
          Map.entry(
              "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
              "A trigger or flow of the org failed. Its administrator can tell why."),
          Map.entry(
              "INVALID_FIELD_FOR_INSERT_UPDATE",
              "The connected user may not write a mapped field. Give it the right, or switch the"
                  + " field off in the mapping."),
          Map.entry(
              "UNABLE_TO_LOCK_ROW", "Somebody else was writing the record. A retry usually helps."),
          Map.entry("NOTHING_MAPPED", "Map at least one field for new records."),
          Map.entry(
              "LINKED_ELSEWHERE",
              "Two prospects mean one record. Archive one of them, or correct its email."));

  private Advice() {}

  /** About a record that was refused. */
  static String on(String code, Remedy remedy) {
    String known = BY_CODE.get(code);
    if (known != null) {
      return known;
    }
    return switch (remedy) {
      case PERSON -> "Correct what the message names, here or in Salesforce, then retry.";
      case RETRY -> "This usually passes by itself. A retry may help at once.";
      case RELINK -> "The record is gone or has moved. A retry looks for it anew.";
      case BUG -> "Leadline has sent nonsense. Please report the message.";
    };
  }

  /** About a sign-in or first call that was refused; the empty text: no more than was said. */
  static String onRefusal(String message) {
    if (message.contains("invalid_client")) {
      return "Look at the client id and the client secret: they are the consumer key and secret of"
          + " the External Client App.";
    }
    if (message.contains("invalid_grant")) {
      return "The app does not let this user in. For client credentials, the app needs the flow"
          + " switched on and a “run as” user; for a private key, the user must be pre-authorised"
          + " and the app must know the key's certificate.";
    }
    if (message.contains("API_DISABLED") || message.contains("API_CURRENTLY_DISABLED")) {
      return "The org's edition or the user's profile lacks the API.";
    }
    if (message.contains("REQUEST_LIMIT_EXCEEDED")) {
      return "The org has used up its API calls of today. They come back by themselves.";
    }
    return "";
  }
}
