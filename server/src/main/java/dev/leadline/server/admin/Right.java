package dev.leadline.server.admin;

import java.util.Set;

/** What one may do on the pages, and which roles may. */
public enum Right {
  /** Prospects; the role Sales sees its own alone. */
  SEE_PROSPECTS,
  EDIT_PROSPECTS,
  /** Prospects of everybody, and to whom they are assigned. */
  ASSIGN_PROSPECTS,
  EXPORT_PROSPECTS,
  SEE_RULES,
  EDIT_RULES,
  SOURCES,
  FIELDS,
  USERS,
  CONNECTORS;

  private static final String ADMINISTRATOR = "Administrator";
  private static final String MARKETING = "Marketing";
  private static final String SALES_MANAGER = "Sales Manager";
  private static final String SALES = "Sales";

  /** Whether users of this role have it; a role we do not know has none. */
  public boolean isOf(String role) {
    return roles().contains(role);
  }

  /** Whether users of this role see no prospects but their own. */
  public static boolean ownProspectsOnly(String role) {
    return !ASSIGN_PROSPECTS.isOf(role);
  }

  private Set<String> roles() {
    return switch (this) {
      case SEE_PROSPECTS, EDIT_PROSPECTS -> Set.of(ADMINISTRATOR, MARKETING, SALES_MANAGER, SALES);
      case ASSIGN_PROSPECTS, EXPORT_PROSPECTS, SEE_RULES ->
          Set.of(ADMINISTRATOR, MARKETING, SALES_MANAGER);
      case EDIT_RULES, SOURCES, FIELDS -> Set.of(ADMINISTRATOR, MARKETING);
      case USERS, CONNECTORS -> Set.of(ADMINISTRATOR);
    };
  }
}
