package dev.leadline.simulator.metadata;

/** What may be done with a field, as describe tells it. */
public enum Flag {
  CREATEABLE,
  UPDATEABLE,
  NILLABLE,
  /** Filled by the org itself: callers may read it only. */
  SYSTEM,
  /** Computed from other fields, so it has no place of its own in a row. */
  COMPUTED,
  EXTERNAL_ID,
  ID_LOOKUP,
  UNIQUE,
  NAME_FIELD,
  CUSTOM,
  RESTRICTED_PICKLIST,
  FILTERABLE,
  SORTABLE,
  GROUPABLE,
  AUTO_NUMBER,
  CASE_SENSITIVE,
  /** The org keeps an index over it. */
  INDEXED,
  /** Children go when the parent goes. */
  CASCADE_DELETE
}
