package dev.leadline.simulator.automation;

import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Draft;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.soql.OrgView;
import dev.leadline.simulator.soql.Plan;
import dev.leadline.simulator.soql.Probe;
import dev.leadline.simulator.soql.Query;
import dev.leadline.simulator.soql.Row;
import dev.leadline.simulator.soql.Shape;
import dev.leadline.simulator.soql.Soql;
import dev.leadline.simulator.soql.View;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition on records of one object, written as what follows WHERE in SOQL; an empty one is
 * always true.
 */
public final class When {

  private final ObjectType type;
  private final @Nullable Query query;

  private When(ObjectType type, @Nullable Query query) {
    this.type = type;
    this.query = query;
  }

  /** Reads a condition and looks its names up. Throws SoqlError when it cannot be understood. */
  public static When of(Org org, ObjectType type, String condition) {
    if (condition.isBlank()) {
      return new When(type, null);
    }
    Query query = Soql.parse("SELECT Id FROM " + type.name() + " WHERE " + condition);
    Plan.of(new OrgView(org, ""), query);
    return new When(type, query);
  }

  boolean holds(Draft draft) {
    if (draft.type() != type) {
      return false;
    }
    if (query == null) {
      return true;
    }
    Org org = draft.transaction().org();
    Row row = OrgView.rowOf(org, draft.asRow());
    return Plan.of(new Only(new OrgView(org, ""), row), query).run(true).total() > 0;
  }

  /** The org in which this object has only the record that is about to be saved. */
  private record Only(OrgView rest, Row draft) implements View {
    @Override
    public @Nullable Shape shape(String object) {
      return rest.shape(object);
    }

    @Override
    public @Nullable Row row(String id) {
      return id.equals(draft.id()) ? draft : rest.row(id);
    }

    @Override
    public Stream<Row> rows(Shape shape) {
      return shape.name().equals(draft.object()) ? Stream.of(draft) : rest.rows(shape);
    }

    @Override
    public @Nullable Candidates candidates(Shape shape, Probe probe) {
      return shape.name().equals(draft.object()) ? null : rest.candidates(shape, probe);
    }

    @Override
    public Locale locale() {
      return rest.locale();
    }

    @Override
    public String userId() {
      return rest.userId();
    }

    @Override
    public Instant now() {
      return rest.now();
    }

    @Override
    public ZoneId zone() {
      return rest.zone();
    }
  }
}
