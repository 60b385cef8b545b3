package dev.leadline.connector;

import dev.leadline.prospect.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The store of connectors. States: paused (a new one is), running. Asked for every change that
 * comes in, so they are remembered.
 */
public final class Connectors {
  private record Name(int unit, String remote) {}

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Map<Name, Optional<Connector>> known = new ConcurrentHashMap<>();

  public Connectors(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  public Optional<Connector> find(int unit, String remote) {
    return known.computeIfAbsent(new Name(unit, remote), this::load);
  }

  /** The units whose connector to this remote is running. */
  public List<Integer> running(String remote) {
    return jdbi.withHandle(tx ->
        tx.createQuery(
                """
                SELECT unit FROM sync_connector
                WHERE remote = :remote AND state = 'running' ORDER BY unit
                """)
            .bind("remote", remote)
            .mapTo(Integer.class)
            .list());
  }

  /** Keeps the settings; a new connector is paused. */
  public void save(int unit, String remote, Map<String, String> settings) {
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                INSERT INTO sync_connector (unit, remote, settings, updated_at)
                VALUES (:unit, :remote, cast(:settings AS jsonb), :now)
                ON CONFLICT (unit, remote)
                DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("settings", Json.texts(settings))
            .bind("now", now())
            .execute());
    forget(unit, remote);
  }

  /** Lets it run; answers false when it was never verified, and leaves it paused. */
  public boolean run(int unit, String remote) {
    return update(unit, remote, "state = 'running'", "verified_at IS NOT NULL") > 0;
  }

  public void pause(int unit, String remote) {
    update(unit, remote, "state = 'paused'", "true");
  }

  /** Notes that all is well. */
  public void verified(int unit, String remote) {
    update(unit, remote, "verified_at = :now, trouble = NULL, resting_until = NULL", "true");
  }

  /** Notes that a call succeeded; a remembered trouble is over. */
  public void recovered(int unit, String remote) {
    if (find(unit, remote).map(Connector::trouble).isPresent()) {
      update(unit, remote, "trouble = NULL, resting_until = NULL", "trouble IS NOT NULL");
    }
  }

  /** Notes what went wrong, and leaves the remote alone for a while. */
  public void trouble(int unit, String remote, String message, Duration pause) {
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                UPDATE sync_connector
                SET trouble = :trouble, resting_until = :until, updated_at = :now
                WHERE unit = :unit AND remote = :remote
                """)
            .bind("unit", unit)
            .bind("remote", remote)
            .bind("trouble", message)
            .bind("until", clock.instant().plus(pause).atOffset(ZoneOffset.UTC))
            .bind("now", now())
            .execute());
    forget(unit, remote);
  }

  /** Forgets what was remembered, so that an edit made on another node is seen. */
  public void forget() {
    known.clear();
  }

  private void forget(int unit, String remote) {
    known.remove(new Name(unit, remote));
  }

  private int update(int unit, String remote, String change, String condition) {
    int changed =
        jdbi.withHandle(tx ->
            tx.createUpdate(
                    """
                    UPDATE sync_connector SET %s, updated_at = :now
                    WHERE unit = :unit AND remote = :remote AND %s
                    """
                        .formatted(change, condition))
                .bind("unit", unit)
                .bind("remote", remote)
                .bind("now", now())
                .execute());
    forget(unit, remote);
    return changed;
  }

  private Optional<Connector> load(Name name) {
    return jdbi.withHandle(tx ->
        tx.createQuery("SELECT * FROM sync_connector WHERE unit = :unit AND remote = :remote")
            .bind("unit", name.unit())
            .bind("remote", name.remote())
            .map((row, at) -> read(row))
            .findOne());
  }

  private static Connector read(ResultSet row) throws SQLException {
    return new Connector(
        row.getInt("unit"),
        row.getString("remote"),
        row.getString("state").equals("running"),
        Map.copyOf(Json.texts(row.getString("settings"))),
        instant(row, "verified_at"),
        row.getString("trouble"),
        instant(row, "resting_until"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
