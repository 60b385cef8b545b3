package dev.leadline.simulator.bulk;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job that saves rows. */
final class IngestJob extends Job {
  /** What is done with each row. */
  enum Operation {
    INSERT("insert"),
    UPDATE("update"),
    UPSERT("upsert"),
    DELETE("delete"),
    HARD_DELETE("hardDelete");

    private final String wireName;

    Operation(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }

  /**
   * What to do.
   *
   * @param key the field rows are matched by in an upsert
   * @param assignmentRuleId the rule that chooses owners, if any
   */
  record Order(
      ObjectType type,
      Operation operation,
      @Nullable Field key,
      @Nullable String assignmentRuleId,
      Dialect dialect) {}

  private final Order order;
  private @Nullable Path content;

  IngestJob(String id, Caller caller, Instant created, Order order) {
    super(id, caller, created, order.dialect(), JobState.OPEN);
    this.order = order;
  }

  Order order() {
    return order;
  }

  /** Takes the uploaded file; false when there is one already. */
  synchronized boolean take(Path file) {
    if (content != null) {
      return false;
    }
    content = file;
    return true;
  }

  /** Forgets the uploaded file, of which only a part came. */
  synchronized void drop() {
    content = null;
  }

  synchronized @Nullable Path content() {
    return content;
  }

  @Override
  String operation() {
    return order.operation().wireName();
  }

  @Override
  String object() {
    return order.type().name();
  }

  @Override
  synchronized Map<String, @Nullable Object> summary() {
    Map<String, @Nullable Object> json = super.summary();
    if (order.key() != null) {
      json.put("externalIdFieldName", order.key().name());
    }
    if (order.assignmentRuleId() != null) {
      json.put("assignmentRuleId", order.assignmentRuleId());
    }
    json.put(
        "contentUrl", "services/data/v" + caller().version() + "/jobs/ingest/" + id() + "/batches");
    return json;
  }

  @Override
  synchronized Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> json = super.details();
    json.put("jobType", "V2Ingest");
    return json;
  }
}
