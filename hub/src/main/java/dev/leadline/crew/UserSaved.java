package dev.leadline.crew;

import java.util.List;

/** What became of an edit of a user. */
public sealed interface UserSaved {
  /** The user as kept. */
  record Kept(User user) implements UserSaved {}

  /** Nothing was kept; the problems are whole sentences. */
  record Invalid(List<String> problems) implements UserSaved {}

  /** Nothing was kept: a user, of this unit or another, has the email. */
  record EmailTaken(String email) implements UserSaved {}

  /** Nothing was kept: another user of the unit is this user of the CRM. */
  record CrmUserTaken(String crmUserId) implements UserSaved {}

  /** Nothing was kept, or nobody could administer Leadline any more. */
  record LastAdministrator() implements UserSaved {}

  /** There is no such user. */
  record Unknown() implements UserSaved {}
}
