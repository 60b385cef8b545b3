package dev.leadline.prospect;

import dev.leadline.prospect.Wanted.Assigned;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is {@link Wanted}, as conditions that the indexes can serve. */
final class Conditions {
  private static final String QUERY_CANCELLED = "57014";
  private static final String EMAIL = "lower(p.fields ->> 'email') COLLATE \"C\"";
  private static final String FIRST_NAME = "lower(p.fields ->> 'first_name') COLLATE \"C\"";
  private static final String LAST_NAME = "lower(p.fields ->> 'last_name') COLLATE \"C\"";
  private static final String COMPANY = "lower(p.fields ->> 'company') COLLATE \"C\"";

  private Conditions() {}

  /** Conditions on {@code p}, joined by AND; adds the values of their parameters. */
  static String of(Wanted wanted, Map<String, Object> values) {
    List<String> all = new ArrayList<>();
    all.add("p.unit = :unit");
    values.put("unit", wanted.unit());
    all.add(bin(wanted.bin()));
    text(wanted, all, values);
    assigned(wanted.assigned(), all, values);
    if (!wanted.tag().isBlank()) {
      // The second half lets the partial index serve it.
      all.add("p.tags @> ARRAY[CAST(:tag AS text)] AND p.tags <> '{}'");
      values.put("tag", wanted.tag().replace("\0", "").strip());
    }
    wanted.scoreFrom().ifPresent(from -> score(">=", "scoreFrom", from, all, values));
    wanted.scoreTo().ifPresent(to -> score("<=", "scoreTo", to, all, values));
    all.add("(" + wanted.among().sql() + ")");
    values.putAll(wanted.among().values());
    return String.join(" AND ", all);
  }

  static boolean tookTooLong(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && QUERY_CANCELLED.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static String bin(Wanted.Bin bin) {
    return switch (bin) {
      case OUTSIDE -> "p.archived_at IS NULL";
      case INSIDE -> "p.archived_at IS NOT NULL";
      case BOTH -> "true";
    };
  }

  private static void text(Wanted wanted, List<String> all, Map<String, Object> values) {
    List<String> words = wanted.words();
    if (words.isEmpty()) {
      return;
    }
    List<String> each = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String name = "word" + i;
      values.put(name, beginning(words.get(i)));
      each.add(
          "(%s)"
              .formatted(
                  String.join(
                      " OR ",
                      List.of(
                          EMAIL + " LIKE :" + name,
                          FIRST_NAME + " LIKE :" + name,
                          LAST_NAME + " LIKE :" + name,
                          COMPANY + " LIKE :" + name))));
    }
    String phrase = String.join(" ", words);
    values.put("phrase", beginning(wanted.phrase().orElse(phrase)));
    all.add(
        "((%s) OR %s LIKE :phrase OR %s LIKE :phrase OR %s LIKE :phrase)"
            .formatted(String.join(" AND ", each), COMPANY, FIRST_NAME, LAST_NAME));
  }

  private static void assigned(Assigned assigned, List<String> all, Map<String, Object> values) {
    switch (assigned) {
      case Assigned.Whoever() -> {}
      case Assigned.ToAnyone() -> all.add("p.owner IS NOT NULL");
      case Assigned.ToNobody() -> all.add("p.owner IS NULL");
      case Assigned.To(long user) -> {
        all.add("p.owner = :owner");
        values.put("owner", user);
      }
    }
  }

  private static void score(
      String sign, String name, int bound, List<String> all, Map<String, Object> values) {
    all.add("p.score " + sign + " :" + name);
    values.put(name, bound);
  }

  /** A pattern for texts that begin so. */
  private static String beginning(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
