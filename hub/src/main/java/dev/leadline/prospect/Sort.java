package dev.leadline.prospect;

import java.util.List;

/**
 * An order in which prospects are listed. Each is a few runs of rows, one after another, and each
 * run can be read along an index from any place on: a value that is absent never has to be compared
 * with one that is there.
 */
public enum Sort {
  CREATED,
  UPDATED,
  EMAIL,
  NAME,
  COMPANY,
  SCORE;

  /** In ascending order. */
  List<Run> runs() {
    return switch (this) {
      case CREATED -> List.of(Run.byId("true"));
      case UPDATED -> List.of(new Run("p.updated_at", "timestamptz", "true"));
      case EMAIL -> Run.text("email");
      case NAME -> Run.text("last_name");
      case COMPANY -> Run.text("company");
      case SCORE ->
          List.of(
              new Run("p.score", "int", "p.score < 0"),
              Run.byId("p.score = 0"),
              new Run("p.score", "int", "p.score > 0"));
    };
  }

  /**
   * Rows that are ordered by one expression and then by id.
   *
   * @param key empty: by id alone
   */
  record Run(String key, String type, String condition) {
    static Run byId(String condition) {
      return new Run("", "text", condition);
    }

    static List<Run> text(String field) {
      String key = "lower(p.fields ->> '" + field + "') COLLATE \"C\"";
      return List.of(new Run(key, "text", key + " IS NOT NULL"), byId(key + " IS NULL"));
    }

    boolean hasKey() {
      return !key.isEmpty();
    }

    /** Whether the database could read this text as a value of the key. */
    boolean takes(String value) {
      return switch (type) {
        case "int" -> value.matches("-?\\d{1,9}");
        case "timestamptz" ->
            value.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:[0-9.]{2,9}[+-][0-9:]{2,6}");
        default -> true;
      };
    }
  }
}
