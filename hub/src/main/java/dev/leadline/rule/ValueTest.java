package dev.leadline.rule;

import dev.leadline.prospect.Field;
import dev.leadline.prospect.Field.Canonical;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A test of a field's value, in canonical text. */
@FunctionalInterface
interface ValueTest {
  /** Longer texts are no numbers. */
  int LONGEST_NUMBER = 64;

  boolean holds(String value);

  /**
   * The test as criteria want it.
   *
   * @param field null: there is no such field any more, and it is empty for all
   */
  static ValueTest of(Criteria.OnField on, @Nullable Field field) {
    boolean several = field != null && field.type().several();
    List<String> wanted =
        Criteria.values(on.value()).stream().map(value -> canonical(field, value)).toList();
    return switch (on.test()) {
      case IS -> isOneOf(wanted, several);
      case IS_NOT -> not(isOneOf(wanted, several));
      case CONTAINS -> containsOneOf(Criteria.values(on.value()));
      case CONTAINS_NOT -> not(containsOneOf(Criteria.values(on.value())));
      case STARTS_WITH -> startsWithOneOf(Criteria.values(on.value()), several);
      case IS_EMPTY -> String::isEmpty;
      case IS_FILLED -> value -> !value.isEmpty();
      case GREATER_THAN -> compares(on.value(), order -> order > 0);
      case LESS_THAN -> compares(on.value(), order -> order < 0);
      case BEFORE -> date(on.value(), order -> order < 0);
      case AFTER -> date(on.value(), order -> order > 0);
    };
  }

  private static ValueTest not(ValueTest test) {
    return value -> !test.holds(value);
  }

  private static ValueTest isOneOf(List<String> wanted, boolean several) {
    TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(wanted);
    return several ? value -> anyPart(value, set::contains) : set::contains;
  }

  private static ValueTest containsOneOf(List<String> wanted) {
    String[] parts = wanted.toArray(String[]::new);
    return value -> {
      for (String part : parts) {
        if (contains(value, part)) {
          return true;
        }
      }
      return false;
    };
  }

  private static ValueTest startsWithOneOf(List<String> wanted, boolean several) {
    String[] starts = wanted.toArray(String[]::new);
    ValueTest test =
        value -> {
          for (String start : starts) {
            if (value.regionMatches(true, 0, start, 0, start.length())) {
              return true;
            }
          }
          return false;
        };
    return several ? value -> anyPart(value, test::holds) : test;
  }

  private static boolean anyPart(String value, Predicate<String> test) {
    return Criteria.values(value).stream().anyMatch(test);
  }

  private static boolean contains(String value, String part) {
    for (int at = 0; at <= value.length() - part.length(); at++) {
      if (value.regionMatches(true, at, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }

  private static ValueTest compares(String than, IntPredicate wanted) {
    BigDecimal number = number(than.strip());
    return value -> {
      BigDecimal own = number == null ? null : number(value);
      return own != null && wanted.test(own.compareTo(number));
    };
  }

  private static @Nullable BigDecimal number(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Canonical dates have one length, and their order is that of their texts. */
  private static ValueTest date(String than, IntPredicate wanted) {
    String date = than.strip();
    return value -> !value.isEmpty() && wanted.test(value.compareTo(date));
  }

  private static String canonical(@Nullable Field field, String value) {
    if (field == null) {
      return value;
    }
    return switch (field.canonical(value)) {
      case Canonical.Text(String text) -> text;
      case Canonical.Invalid _ -> value;
    };
  }
}
