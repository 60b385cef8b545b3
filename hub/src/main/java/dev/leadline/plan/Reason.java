package dev.leadline.plan;

/** Why a prospect is or is not in step with its record over there, and what a person can do. */
public enum Reason {
  NOT_CONNECTED("This unit is not connected to the CRM.", "Set the connector up under Connectors."),
  NOT_VERIFIED(
      "The connector has never been verified.", "Verify it under Connectors, then let it run."),
  PAUSED("The connector is paused.", "Let it run under Connectors."),
  ARCHIVED("The prospect is in the recycle bin.", "Restore the prospect."),
  DO_NOT_SYNC("The prospect is marked as do not sync.", "Clear the field Do not sync."),
  NO_EMAIL("The prospect has no email to find or create a record by.", "Fill in the email."),
  DELETED(
      "The record was deleted in the CRM, so the prospect will not be synced.",
      "Allow a new record, or archive the prospect."),
  PARKED("The CRM refused the prospect.", "Correct what the message names, then retry."),
  TROUBLE(
      "The CRM cannot be reached or refuses the connection.",
      "It is tried again by itself; if it stays so, verify the connector."),
  WAITING("A change waits to be sent.", "Nothing: it leaves by itself."),
  NOT_ASSIGNED(
      "The prospect is not assigned to anyone, and the CRM has no record with its email.",
      "Assign the prospect to a user, or let the connector create unassigned records."),
  NOT_LINKED("The prospect has not been compared with the CRM yet.", "Sync it now."),
  IN_STEP("The prospect and its record are in step.", "Nothing.");

  private final String sentence;
  private final String fix;

  Reason(String sentence, String fix) {
    this.sentence = sentence;
    this.fix = fix;
  }

  /** For a person. */
  public String sentence() {
    return sentence;
  }

  /** What the person can do about it. */
  public String fix() {
    return fix;
  }
}
