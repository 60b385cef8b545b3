package dev.leadline.plan;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.RemoteField;
import dev.leadline.connector.Winner;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.FieldType;
import dev.leadline.prospect.Prospect;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Prospects, records and mappings for tests of decisions. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final String ANN = "005000000000001AAA";

  private Samples() {}

  public static Mapped text(String field, String theirs, Winner winner) {
    return mapped(field, theirs, FieldType.TEXT, winner);
  }

  public static Mapped mapped(String field, String theirs, FieldType type, Winner winner) {
    return mapped(
        field, new RemoteField(theirs, theirs, type, true, true, false, 0, List.of()), winner);
  }

  public static Mapped mapped(String field, RemoteField theirs, Winner winner) {
    return new Mapped("Lead", field, theirs, winner, true, null);
  }

  public static Mapped owner() {
    return mapped(Draft.OWNER, "OwnerId", FieldType.CRM_USER, Winner.THEIRS);
  }

  /** A planner that knows these fields, the user Ann, and the usual filler. */
  public static Planner planner(Field... fields) {
    Map<String, Field> known = new HashMap<>();
    for (String name : List.of("first_name", "last_name", "email", "company", "job_title")) {
      known.put(name, field(name, FieldType.TEXT));
    }
    for (Field field : fields) {
      known.put(field.name(), field);
    }
    return new Planner(new Likeness(known, Set.of(ANN), "[not provided]"));
  }

  public static Field field(String name, FieldType type) {
    return new Field(1, name, name, type, false, List.of());
  }

  public static Ours ours(String... fieldsAndValues) {
    return new Ours(prospect(null, fieldsAndValues), "");
  }

  public static Ours assigned(String... fieldsAndValues) {
    return new Ours(prospect(7L, fieldsAndValues), ANN);
  }

  public static Prospect prospect(@Nullable Long owner, String... fieldsAndValues) {
    Map<String, String> fields = map(fieldsAndValues);
    Map<String, Long> observed = Map.of("*", NOON.toEpochMilli());
    return new Prospect(1, 1, fields, observed, 0, owner, new TreeSet<>(), NOON, NOON, null, null);
  }

  public static Found lead(String... fieldsAndValues) {
    return new Found("Lead", "00Q000000000001AAA", NOON, false, null, map(fieldsAndValues));
  }

  public static Map<String, String> map(String... namesAndValues) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
