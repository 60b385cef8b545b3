package dev.leadline.prospect;

/** What a person or a rule may do to a prospect, beside setting fields. */
public sealed interface Action {
  /** Sets a field; the value is made canonical when it is applied. */
  record SetField(String field, String value) implements Action {}

  record AddTag(String tag) implements Action {}

  record RemoveTag(String tag) implements Action {}

  record AdjustScore(int by) implements Action {}

  record SetScore(int score) implements Action {}

  /**
   * Assigns to a user.
   *
   * @param reassign whether to take the prospect from another; a rule never does
   */
  record AssignToUser(long user, boolean reassign) implements Action {}

  /** Assigns to the member of a group whose turn it is. */
  record AssignToGroup(long group, boolean reassign) implements Action {}

  record Unassign() implements Action {}

  /** Adds to a campaign of the CRM, or changes the status there. */
  record AddToCampaign(long campaign, String status) implements Action {}

  /** Moves to the recycle bin. */
  record Archive() implements Action {}

  /** Takes out of the recycle bin. */
  record Restore() implements Action {}
}
