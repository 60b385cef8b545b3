package dev.leadline.unit;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** The store of sources. A call names its source by write key, so the keys are remembered. */
public final class Sources {
  private static final String KEY_LETTERS =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  private static final int KEY_LENGTH = 32;

  private final Jdbi jdbi;
  private final SecureRandom random;
  private volatile Map<String, Source> byKey = Map.of();

  public Sources(Jdbi jdbi, SecureRandom random) {
    this.jdbi = jdbi;
    this.random = random;
  }

  /** The source with this write key, if it exists and is enabled. */
  public Optional<Source> byWriteKey(String writeKey) {
    Source source = byKey.get(writeKey);
    if (source == null) {
      source = refresh().get(writeKey);
    }
    return Optional.ofNullable(source).filter(Source::enabled);
  }

  public List<Source> all(int unit) {
    return jdbi.withHandle(tx ->
        tx.createQuery("SELECT * FROM source WHERE unit = :unit ORDER BY name, id")
            .bind("unit", unit)
            .map((row, at) -> read(row))
            .list());
  }

  /** Makes a source with a new random write key. The name must be new in its unit. */
  public Source create(int unit, String name) {
    Source source = insert(unit, name, newWriteKey());
    refresh();
    return source;
  }

  /** Renames, enables or disables; the write key stays. */
  public void save(Source source) {
    jdbi.useHandle(tx ->
        tx.createUpdate("UPDATE source SET name = :name, enabled = :enabled WHERE id = :id")
            .bind("id", source.id())
            .bind("name", source.name())
            .bind("enabled", source.enabled())
            .execute());
    refresh();
  }

  /** Reads all sources again: an edit on another node is seen within the caller's interval. */
  public Map<String, Source> refresh() {
    Map<String, Source> fresh = new ConcurrentHashMap<>();
    jdbi.useHandle(tx ->
        tx.createQuery("SELECT * FROM source")
            .map((row, at) -> read(row))
            .forEach(source -> fresh.put(source.writeKey(), source)));
    byKey = fresh;
    return fresh;
  }

  private Source insert(int unit, String name, String writeKey) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                INSERT INTO source (unit, name, write_key) VALUES (:unit, :name, :key)
                RETURNING *
                """)
            .bind("unit", unit)
            .bind("name", name)
            .bind("key", writeKey)
            .map((row, at) -> read(row))
            .one());
  }

  private String newWriteKey() {
    StringBuilder key = new StringBuilder(KEY_LENGTH);
    for (int i = 0; i < KEY_LENGTH; i++) {
      key.append(KEY_LETTERS.charAt(random.nextInt(KEY_LETTERS.length())));
    }
    return key.toString();
  }

  private static Source read(ResultSet row) throws SQLException {
    return new Source(
        row.getInt("id"),
        row.getInt("unit"),
        row.getString("name"),
        row.getString("write_key"),
        row.getBoolean("enabled"));
  }
}
