package dev.leadline.prospect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** The store of field definitions. They are few and read for every call, so they are remembered. */
public final class Fields {
  private final Jdbi jdbi;
  private final Map<Integer, Map<String, Field>> known = new ConcurrentHashMap<>();

  public Fields(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All fields of a unit by name, standard ones first. */
  public Map<String, Field> of(int unit) {
    return known.computeIfAbsent(unit, this::load);
  }

  /** Adds a custom field; answers false, and does nothing, where the unit has one of that name. */
  public boolean create(Field field) {
    int added =
        jdbi.withHandle(tx ->
            tx.createUpdate(
                    """
                    INSERT INTO field (unit, name, label, type, custom, options)
                    VALUES (:unit, :name, :label, :type, true, :options)
                    ON CONFLICT DO NOTHING
                    """)
                .bind("unit", field.unit())
                .bind("name", field.name())
                .bind("label", field.label())
                .bind("type", field.type().name())
                .bindArray("options", String.class, field.options())
                .execute());
    known.remove(field.unit());
    return added == 1;
  }

  /**
   * Changes what a custom field is called and which values it offers; values that are kept already
   * stay. Answers whether there is such a custom field.
   */
  public boolean describe(int unit, String name, String label, List<String> options) {
    int changed =
        jdbi.withHandle(tx ->
            tx.createUpdate(
                    """
                    UPDATE field SET label = :label, options = :options
                    WHERE unit = :unit AND name = :name AND custom
                    """)
                .bind("unit", unit)
                .bind("name", name)
                .bind("label", label)
                .bindArray("options", String.class, options)
                .execute());
    known.remove(unit);
    return changed == 1;
  }

  /** Forgets what was remembered, so that an edit made on another node is seen. */
  public void forget() {
    known.clear();
  }

  private Map<String, Field> load(int unit) {
    List<Field> fields = new ArrayList<>();
    jdbi.useHandle(tx ->
        tx.createQuery("SELECT * FROM field WHERE unit = :unit ORDER BY custom, id")
            .bind("unit", unit)
            .map((row, at) -> read(row))
            .forEach(fields::add));
    Map<String, Field> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.put(field.name(), field));
    return Collections.unmodifiableMap(byName);
  }

  private static Field read(ResultSet row) throws SQLException {
    return new Field(
        row.getInt("unit"),
        row.getString("name"),
        row.getString("label"),
        FieldType.valueOf(row.getString("type")),
        row.getBoolean("custom"),
        Arrays.asList((String[]) row.getArray("options").getArray()));
  }
}
