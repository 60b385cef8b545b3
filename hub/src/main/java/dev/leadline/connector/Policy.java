package dev.leadline.connector;

import java.util.Map;

/**
 * What a unit has decided about its sync.
 *
 * @param linkRequiresAssignment whether an unassigned prospect is kept apart even from a record
 *     that exists already
 * @param createWhenUnassigned whether a record is created for a prospect that nobody is assigned to
 * @param linkExisting whether a record that appears over there is linked to the prospect with its
 *     email
 * @param createFromRemote whether a prospect is created for a record that appears over there
 * @param filler what a required text holds over there while ours is empty; read back it means empty
 */
public record Policy(
    boolean linkRequiresAssignment,
    boolean createWhenUnassigned,
    boolean linkExisting,
    boolean createFromRemote,
    String filler) {
  public static final String LINK_REQUIRES_ASSIGNMENT = "link_requires_assignment";
  public static final String CREATE_WHEN_UNASSIGNED = "create_when_unassigned";
  public static final String LINK_EXISTING = "link_existing";
  public static final String CREATE_FROM_REMOTE = "create_from_remote";
  public static final String FILLER = "filler";

  private static final String DEFAULT_FILLER = "[not provided]";

  /** Reads it from a connector's settings; what is not set has its default. */
  public static Policy of(Map<String, String> settings) {
    return new Policy(
        is(settings, LINK_REQUIRES_ASSIGNMENT, false),
        is(settings, CREATE_WHEN_UNASSIGNED, false),
        is(settings, LINK_EXISTING, true),
        is(settings, CREATE_FROM_REMOTE, false),
        settings.getOrDefault(FILLER, DEFAULT_FILLER).strip());
  }

  private static boolean is(Map<String, String> settings, String name, boolean otherwise) {
    return switch (settings.getOrDefault(name, "")) {
      case "true" -> true;
      case "false" -> false;
      default -> otherwise;
    };
  }
}
