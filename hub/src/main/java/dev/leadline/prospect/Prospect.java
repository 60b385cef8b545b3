package dev.leadline.prospect;

import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A person we may sell to: the one record.
 *
 * @param fields field name → canonical text; an absent field is empty
 * @param observed field name → when its value was observed, in epoch milliseconds; {@code *} stands
 *     for every filled field that is not named
 * @param owner the user to whom it is assigned
 */
public record Prospect(
    long id,
    int unit,
    Map<String, String> fields,
    Map<String, Long> observed,
    int score,
    @Nullable Long owner,
    SortedSet<String> tags,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant lastActivityAt,
    @Nullable Instant archivedAt) {

  /** The field's value, or the empty text. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** First and last name, or the email, or the id: never empty. */
  public String displayName() {
    String name = (field("first_name") + " " + field("last_name")).strip();
    if (!name.isEmpty()) {
      return name;
    }
    return field("email").isEmpty() ? "Prospect " + id : field("email");
  }
}
