package dev.leadline.server.admin.field;

import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Field;
import dev.leadline.server.admin.Form;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is typed about a custom field, and what is wrong with it. */
record FieldInputs(String label, String name, Kind kind, List<String> options) {
  static final String LABEL = "label";
  static final String NAME = "name";
  static final String TYPE = "type";
  static final String OPTIONS = "options";

  private static final int LONGEST_LABEL = 100;
  private static final int MOST_OPTIONS = 500;

  /** What a prospect has beside its fields, and what callers send beside them. */
  private static final Set<String> TAKEN =
      Set.of(
          "id",
          "fid",
          "tags",
          "lists",
          "archived",
          "created_at",
          "updated_at",
          Draft.SCORE,
          Draft.OWNER);

  /** The form says the type; an unknown one counts as text. */
  static FieldInputs of(Form form, Kind otherwise) {
    String label = form.line(LABEL);
    String name = form.line(NAME);
    Kind kind = Kind.of(form.line(TYPE)).orElse(otherwise);
    List<String> options =
        kind.offersValues()
            ? Arrays.stream(form.text(OPTIONS).split("\\R"))
                .map(option -> option.replace("\0", "").strip())
                .filter(option -> !option.isEmpty())
                .distinct()
                .toList()
            : List.of();
    return new FieldInputs(label, name.isEmpty() ? nameFor(label) : name, kind, options);
  }

  /** What is wrong with all but the name. */
  Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    if (label.isEmpty()) {
      problems.put(LABEL, "A field needs a label.");
    } else if (label.length() > LONGEST_LABEL) {
      problems.put(LABEL, "The label has more than " + LONGEST_LABEL + " characters.");
    }
    if (kind.offersValues()) {
      optionsProblem(problems);
    }
    return problems;
  }

  /** What is wrong with the name of a field that is new among others. */
  Map<String, String> problems(Iterable<String> others) {
    Map<String, String> problems = problems();
    if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,99}")) {
      problems.put(
          NAME,
          name.isEmpty()
              ? "A field needs a name of Latin letters."
              : "Use at most 100 Latin letters, digits and _; begin with a letter.");
    } else if (TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
      problems.put(NAME, "A prospect has a “" + name + "” already that is no field.");
    }
    for (String other : others) {
      if (other.equalsIgnoreCase(name)) {
        problems.put(NAME, "There is a field “" + other + "” already.");
      }
    }
    return problems;
  }

  Field field(int unit) {
    return new Field(unit, name, label, kind.type(), true, options);
  }

  private void optionsProblem(Map<String, String> problems) {
    if (options.isEmpty()) {
      problems.put(OPTIONS, "Say which values are offered, one on each line.");
    } else if (options.size() > MOST_OPTIONS) {
      problems.put(OPTIONS, "At most " + MOST_OPTIONS + " values are offered.");
    } else if (kind.type().several() && options.stream().anyMatch(each -> each.contains(";"))) {
      problems.put(OPTIONS, "A value may not contain a semicolon: it stands between values.");
    } else if (!kind.type().several()
        && options.stream().anyMatch(each -> each.length() > kind.type().maxLength())) {
      problems.put(OPTIONS, "A value has more than " + kind.type().maxLength() + " characters.");
    }
  }

  /** "Favourite colour" → "favourite_colour". */
  private static String nameFor(String label) {
    return label
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^[^a-z]+|_+$", "");
  }
}
