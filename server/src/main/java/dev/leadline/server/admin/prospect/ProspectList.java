package dev.leadline.server.admin.prospect;

import dev.leadline.crew.User;
import dev.leadline.prospect.Prospect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list of prospects.
 *
 * @param count in words
 * @param newer the address of the page before; empty: this is the first
 * @param older the address of the next page; empty: this is the last
 */
public record ProspectList(
    ProspectFilter filter,
    List<Row> rows,
    String count,
    String newer,
    String older,
    List<User> owners,
    List<String> tags) {

  private static final int TAGS_SHOWN = 3;

  /** A prospect among others. */
  public record Row(
      long id,
      String name,
      String email,
      String company,
      String jobTitle,
      int score,
      String owner,
      List<String> tags,
      int moreTags,
      Instant updatedAt,
      boolean archived,
      Optional<SyncBadge> sync) {}

  static Row row(Prospect prospect, Names names, Optional<SyncBadge> sync) {
    List<String> tags = List.copyOf(prospect.tags());
    int shown = Math.min(TAGS_SHOWN, tags.size());
    return new Row(
        prospect.id(),
        prospect.displayName(),
        prospect.field("email"),
        prospect.field("company"),
        prospect.field("job_title"),
        prospect.score(),
        names.user(prospect.owner()),
        tags.subList(0, shown),
        tags.size() - shown,
        prospect.updatedAt(),
        prospect.archivedAt() != null,
        sync);
  }

  /** How the sync with the CRM stands, in a word and a colour. */
  public record SyncBadge(String text, String tone, String title) {}
}
