package dev.leadline.rule;

import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.prospect.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Criteria trees and drafts by chance, over few values so that they often meet. */
final class RandomCriteria {
  static final Map<String, Field> FIELDS =
      Map.of(
          "city", field("city", FieldType.TEXT),
          "size", field("size", FieldType.NUMBER),
          "day", field("day", FieldType.DATE),
          "colors", field("colors", FieldType.CHECKBOX));

  private static final List<String> CITIES = List.of("Ulm", "ULM", "Neu-Ulm", "Köln", "rom", "");
  private static final List<String> SIZES = List.of("1", "2", "10", "-3", "2.5", "");
  private static final List<String> DAYS = List.of("2026-01-01", "2026-01-02", "2025-12-31", "");
  private static final List<String> COLORS = List.of("red", "red;Blue", "blue;green", "");
  private static final List<String> TAGS = List.of("vip", "VIP", "fair", "news");

  private final Random random;

  RandomCriteria(Random random) {
    this.random = random;
  }

  Criteria criteria(int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      List<Criteria> parts =
          Stream.generate(() -> criteria(depth - 1)).limit(random.nextInt(1, 4)).toList();
      return random.nextBoolean() ? new Criteria.All(parts) : new Criteria.Any(parts);
    }
    return leaf();
  }

  Draft draft() {
    Draft draft = Draft.create(random.nextInt(1, 1000), 1);
    Origin by = origin();
    draft.set("city", one(CITIES), 1, by);
    draft.set("size", one(SIZES), 1, by);
    draft.set("day", one(DAYS), 1, origin());
    draft.set("colors", one(COLORS), 1, by);
    draft.score(random.nextInt(-2, 3), by);
    if (random.nextBoolean()) {
      draft.tag(one(TAGS), by);
    }
    if (random.nextBoolean()) {
      draft.assign((long) random.nextInt(3), by);
    }
    return draft;
  }

  private Criteria leaf() {
    return switch (random.nextInt(10)) {
      case 0 -> new Criteria.HasTag(several(TAGS));
      case 1 -> new Criteria.LacksTag(several(TAGS));
      case 2 -> new Criteria.OnScore(one(List.of(ScoreTest.values())), random.nextInt(-2, 3));
      case 3 -> random.nextBoolean() ? new Criteria.Assigned() : new Criteria.Unassigned();
      case 4 -> new Criteria.AssignedTo(random.nextInt(3));
      case 5 -> new Criteria.CreatedBy(origin().kind(), random.nextInt(3));
      case 6 -> new Criteria.ChangedBy(origin().kind(), random.nextInt(3));
      case 7 -> ordered("size", SIZES, FieldTest.GREATER_THAN, FieldTest.LESS_THAN);
      case 8 -> ordered("day", DAYS, FieldTest.BEFORE, FieldTest.AFTER);
      default -> text();
    };
  }

  private Criteria ordered(String field, List<String> values, FieldTest... tests) {
    String value = one(values);
    return value.isEmpty()
        ? new Criteria.OnField(field, FieldTest.IS_EMPTY, "")
        : new Criteria.OnField(field, one(List.of(tests)), value);
  }

  private Criteria text() {
    FieldTest test =
        one(
            List.of(
                FieldTest.IS,
                FieldTest.IS_NOT,
                FieldTest.CONTAINS,
                FieldTest.CONTAINS_NOT,
                FieldTest.STARTS_WITH,
                FieldTest.IS_EMPTY,
                FieldTest.IS_FILLED));
    boolean city = random.nextBoolean();
    List<String> values = city ? List.of("ulm", "KÖLN", "neu", "m") : List.of("RED", "blue", "g");
    return new Criteria.OnField(
        city ? "city" : "colors", test, test.takesValue() ? several(values) : "");
  }

  private Origin origin() {
    return switch (random.nextInt(3)) {
      case 0 -> Origin.signal(random.nextInt(1, 3));
      case 1 -> Origin.user(random.nextInt(1, 3));
      default -> Origin.SYSTEM;
    };
  }

  private String several(List<String> values) {
    List<String> some = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      some.add(one(values));
    }
    return String.join(random.nextBoolean() ? ";" : " ; ", some);
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static Field field(String name, FieldType type) {
    return new Field(1, name, name, type, true, List.of());
  }
}
