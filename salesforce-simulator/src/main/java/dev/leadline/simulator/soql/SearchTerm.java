package dev.leadline.simulator.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands between the braces of FIND: all words must be found, in any of a row's searched
 * fields.
 */
final class SearchTerm {
  private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Set<String> NAMES = Set.of("name", "firstname", "lastname", "subject");

  private final String term;
  private final String phrase;
  private final List<LikePattern> words = new ArrayList<>();

  SearchTerm(String find) {
    this.term = find.toLowerCase(Locale.ROOT);
    boolean quoted = term.length() > 2 && term.startsWith("\"") && term.endsWith("\"");
    this.phrase = quoted ? term.substring(1, term.length() - 1) : "";
    for (String word : SPACE.split(quoted ? "" : term, -1)) {
      if (!word.isEmpty() && !word.equals("and")) {
        words.add(pattern(word));
      }
    }
  }

  private static LikePattern pattern(String word) {
    String quoted = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return new LikePattern(quoted.replace('*', '%').replace('?', '_'));
  }

  /** The term as a filter over the fields of a group. */
  Filters.Filter<Row> over(Shape shape, Sosl.Group group) {
    List<Field> fields = shape.fields().stream().filter(field -> in(group, field)).toList();
    return new Filters.Filter<>(row -> matches(fields, row), access(fields, group));
  }

  private static boolean in(Sosl.Group group, Field field) {
    return switch (group) {
      case ALL -> field.kind().isText();
      case NAME -> field.kind().isText() && NAMES.contains(field.name().toLowerCase(Locale.ROOT));
      case EMAIL -> field.kind() == Kind.EMAIL;
      case PHONE -> field.kind() == Kind.PHONE;
    };
  }

  /** Whole addresses are looked up; everything else is read through. */
  private Access access(List<Field> fields, Sosl.Group group) {
    boolean address = term.matches("[^\\s*?\"]+@[^\\s*?\"]+");
    if (group != Sosl.Group.EMAIL || !address) {
      return Access.everything();
    }
    List<Access> parts = new ArrayList<>();
    fields.forEach(field -> parts.add(new Access.One(() -> new Probe.Any(field, Set.of(term)))));
    return new Access.Union(parts);
  }

  private boolean matches(List<Field> fields, Row row) {
    List<String> texts = new ArrayList<>();
    for (Field field : fields) {
      if (row.get(field) instanceof String text) {
        texts.add(text.toLowerCase(Locale.ROOT));
      }
    }
    if (!phrase.isEmpty()) {
      return texts.stream().anyMatch(text -> text.contains(phrase));
    }
    List<String> tokens = new ArrayList<>();
    for (String text : texts) {
      tokens.addAll(List.of(SPACE.split(text, -1)));
      tokens.addAll(List.of(PUNCTUATION.split(text, -1)));
    }
    return words.stream().allMatch(word -> tokens.stream().anyMatch(word));
  }
}
