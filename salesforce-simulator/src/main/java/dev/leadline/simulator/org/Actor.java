package dev.leadline.simulator.org;

import org.jspecify.annotations.Nullable;

/**
 * Who saves, by which way, and what the request's headers ask for.
 *
 * @param userId the 18-character id of the user
 * @param origin the way, as change events tell it: {@code com/salesforce/api/rest/65.0;client=X}
 * @param assignment the assignment rule asked for
 * @param allowDuplicates alert rules are passed
 * @param includeDuplicateDetails a refusal carries the fields of the matches
 * @param setsSystemFields fields that the org fills itself may be given, as a seed does
 */
public record Actor(
    String userId,
    String origin,
    Assignment assignment,
    boolean allowDuplicates,
    boolean includeDuplicateDetails,
    boolean setsSystemFields) {

  /** Which assignment rule runs for leads and accounts. */
  public sealed interface Assignment {
    /** Sforce-Auto-Assign: TRUE, and the default. */
    record ActiveRule() implements Assignment {}

    /** Sforce-Auto-Assign: FALSE. */
    record NoRule() implements Assignment {}

    /** The rule with this id. */
    record RuleWithId(String id) implements Assignment {}
  }

  /** A user who works through the pages of the org itself. */
  public static Actor person(String userId) {
    return new Actor(userId, "", new Assignment.NoRule(), true, false, false);
  }

  /** A seed, which may set the fields that the org fills itself. */
  public static Actor seed(String userId) {
    return new Actor(userId, "", new Assignment.NoRule(), true, false, true);
  }

  /**
   * A program that calls an API of this kind ({@code rest}, {@code bulk}) and version ({@code
   * 65.0}).
   */
  public static Actor api(String userId, String kind, String version, @Nullable String client) {
    String origin =
        "com/salesforce/api/" + kind + "/" + version + (client == null ? "" : ";client=" + client);
    return new Actor(userId, origin, new Assignment.ActiveRule(), false, false, false);
  }

  public Actor with(Assignment wanted) {
    return new Actor(
        userId, origin, wanted, allowDuplicates, includeDuplicateDetails, setsSystemFields);
  }

  public Actor allowingDuplicates(boolean allow, boolean details) {
    return new Actor(userId, origin, assignment, allow, details, setsSystemFields);
  }
}
