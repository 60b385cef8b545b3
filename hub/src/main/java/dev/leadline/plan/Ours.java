package dev.leadline.plan;

import dev.leadline.connector.Mapped;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Prospect;
import java.time.Instant;
import java.util.Map;

/**
 * A prospect as the sync sees it.
 *
 * @param owner the id over there of the user to whom it is assigned, or the empty text
 */
public record Ours(Prospect prospect, String owner) {
  public static final String EMAIL = "email";
  public static final String DO_NOT_SYNC = "is_do_not_sync";

  public static Ours of(Prospect prospect, Map<Long, String> crmIds) {
    Long user = prospect.owner();
    return new Ours(prospect, user == null ? "" : crmIds.getOrDefault(user, ""));
  }

  /** The value to compare and write, or the empty text. */
  public String value(String field) {
    return switch (field) {
      case Draft.SCORE -> Integer.toString(prospect.score());
      case Draft.OWNER -> owner;
      default -> prospect.field(field);
    };
  }

  /** When the value was observed; for what is not observed by field, when the prospect changed. */
  public Instant observedAt(String field) {
    Long at = prospect.observed().get(field);
    if (at == null && !Mapped.NOT_FIELDS.contains(field)) {
      at = prospect.observed().get("*");
    }
    return at == null ? prospect.updatedAt() : Instant.ofEpochMilli(at);
  }

  public boolean assigned() {
    return prospect.owner() != null;
  }

  public boolean doNotSync() {
    return prospect.field(DO_NOT_SYNC).equals("true");
  }
}
