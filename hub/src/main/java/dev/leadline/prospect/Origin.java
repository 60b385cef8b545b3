package dev.leadline.prospect;

/**
 * Who changed a prospect.
 *
 * @param id of the source, user or rule; 0 where the kind says all
 */
public record Origin(Kind kind, long id) {
  /** What sort of hand it was. */
  public enum Kind {
    /** A Segment call; the id is the source's. */
    SIGNAL,
    /** A person; the id is the user's. */
    USER,
    /** An automation rule; the id is the rule's. */
    RULE,
    /** The other side of the sync. */
    REMOTE,
    /** A file. */
    IMPORT,
    /** Leadline itself. */
    SYSTEM
  }

  public static Origin signal(int source) {
    return new Origin(Kind.SIGNAL, source);
  }

  public static Origin user(long user) {
    return new Origin(Kind.USER, user);
  }

  public static Origin rule(long rule) {
    return new Origin(Kind.RULE, rule);
  }

  public static final Origin REMOTE = new Origin(Kind.REMOTE, 0);
  public static final Origin SYSTEM = new Origin(Kind.SYSTEM, 0);
}
