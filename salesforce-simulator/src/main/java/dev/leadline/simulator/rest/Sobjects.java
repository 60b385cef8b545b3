package dev.leadline.simulator.rest;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.DmlError;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.RecordId;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.SaveResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /sobjects/…}: describes, single records by id or key, replication lists. */
final class Sobjects implements Resource {

  private static final int FIRST_VERSION_THAT_POSTS_TO_ID = 37;
  private final Org org;
  private final Describes describes;
  private final Upserts upserts;
  private final Replication replication;
  private final Recent recent;

  Sobjects(Org org, Recent recent) {
    this.org = org;
    this.describes = new Describes(org);
    this.upserts = new Upserts(org, this);
    this.replication = new Replication(org);
    this.recent = recent;
  }

  @Override
  public Reply answer(Call call) {
    if (call.path().size() == 1) {
      needs(call, "GET");
      return describes.all(call);
    }
    ObjectType type = Targets.inUrl(org, call, call.at(1));
    return switch (call.path().size()) {
      case 2 -> object(call, type);
      case 3 -> named(call, type, call.at(2));
      case 4 -> keyed(call, type);
      default -> throw Refusal.notFound();
    };
  }

  private Reply object(Call call, ObjectType type) {
    return switch (call.method()) {
      case "POST" -> create(call, type);
      case "GET" -> basic(call, type);
      default -> throw Refusal.notAllowed(call.method(), "HEAD,GET,POST");
    };
  }

  private Reply named(Call call, ObjectType type, String name) {
    return switch (name.toLowerCase(java.util.Locale.ROOT)) {
      case "describe" -> {
        needs(call, "GET");
        yield describes.one(call, type);
      }
      case "updated" -> replication.updated(call, type);
      case "deleted" -> replication.deleted(call, type);
      case "id" -> createUnderId(call, type);
      default -> byId(call, type, name);
    };
  }

  private Reply keyed(Call call, ObjectType type) {
    String id = RecordId.normal(call.at(2));
    if (id != null && type.field(call.at(2)) == null) {
      return related(call, type, id);
    }
    return upserts.answer(call, type, call.at(2), call.at(3));
  }

  private Reply basic(Call call, ObjectType type) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("objectDescribe", dev.leadline.simulator.metadata.Describe.brief(type, call.base()));
    body.put("recentItems", recent.of(call, type));
    return Reply.ok(body);
  }

  private Reply create(Call call, ObjectType type) {
    Map<String, @Nullable Object> values = call.object();
    SaveResult result =
        call.work().save(call.actor(), tx -> tx.insert(type, values), SaveResult::success);
    if (!result.success()) {
      throw Refusal.dml(result.errors());
    }
    return saved(call, type, 201, String.valueOf(result.id()), Map.of());
  }

  /**
   * {@code POST /sobjects/X/Id}: a create that is written like an upsert by no id, from v37 on.
   * Source: resources_sobject_upsert.
   */
  private Reply createUnderId(Call call, ObjectType type) {
    if (!call.is("POST") || call.versionNumber() < FIRST_VERSION_THAT_POSTS_TO_ID) {
      throw Refusal.notFound();
    }
    return create(call, type);
  }

  /**
   * The answer to a single save: {@code {"id","success","errors"}}; a created record is named in
   * {@code Location} too (recorded from v45).
   *
   * @param more what else the body tells
   */
  static Reply saved(Call call, ObjectType type, int status, String id, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("success", true);
    body.put("errors", List.of());
    body.putAll(more);
    Reply reply = Reply.of(status, body);
    return status == 201 ? reply.with("Location", RowJson.url(type, id, call.base())) : reply;
  }

  Reply byId(Call call, ObjectType type, String given) {
    String id = RecordId.normal(given);
    if (id == null || !RecordId.prefix(id).equals(type.keyPrefix())) {
      throw Refusal.of(
          404,
          "NOT_FOUND",
          "Provided external ID field does not exist or is not accessible: " + given);
    }
    return switch (call.method()) {
      case "GET", "HEAD" -> read(call, type, live(call, id));
      case "PATCH" -> update(call, type, live(call, id));
      case "DELETE" -> delete(call, type, id);
      default -> throw Refusal.notAllowed(call.method(), "HEAD,GET,PATCH,DELETE");
    };
  }

  private Row live(Call call, String id) {
    Row row = call.work().find(id);
    if (row == null) {
      throw Refusal.notFound();
    }
    if (row.isDeleted()) {
      throw Refusal.of(404, "ENTITY_IS_DELETED", "entity is deleted");
    }
    return row;
  }

  Reply read(Call call, ObjectType type, Row row) {
    Instant changed = row.get("LastModifiedDate") instanceof Instant at ? at : Instant.EPOCH;
    if (Describes.unchanged(call, changed)) {
      return Reply.empty(304);
    }
    checkUnmodified(call, changed);
    String etag = etag(row);
    boolean hasEtag = type.name().equals("Account");
    if (hasEtag && etag.equals(call.header("If-None-Match"))) {
      return Reply.empty(304);
    }
    List<Field> fields = RowJson.fields(org, call, type, call.query().get("fields"));
    recent.viewed(call.userId(), row.id());
    Reply reply =
        Reply.ok(RowJson.of(org, row, fields, call.base()))
            .with("Last-Modified", Describes.httpDate(changed));
    return hasEtag ? reply.with("ETag", etag) : reply;
  }

  private Reply update(Call call, ObjectType type, Row row) {
    Instant changed = row.get("LastModifiedDate") instanceof Instant at ? at : Instant.EPOCH;
    checkUnmodified(call, changed);
    String wanted = call.header("If-Match");
    if (wanted != null && type.name().equals("Account") && !wanted.equals(etag(row))) {
      throw Refusal.of(412, "PRECONDITION_FAILED", "The precondition If-Match was not met");
    }
    Map<String, @Nullable Object> values = call.object();
    if (values.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("Id"))) {
      throw Refusal.of(
          400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.");
    }
    SaveResult result =
        call.work()
            .save(call.actor(), tx -> tx.update(type, row.id(), values), SaveResult::success);
    if (!result.success()) {
      throw Refusal.dml(result.errors());
    }
    return Reply.empty(204);
  }

  private static void checkUnmodified(Call call, Instant changed) {
    Instant limit = Describes.date(call.header("If-Unmodified-Since"));
    if (limit != null && changed.truncatedTo(ChronoUnit.SECONDS).isAfter(limit)) {
      throw Refusal.of(
          412,
          "PRECONDITION_FAILED",
          "The record was modified since " + call.header("If-Unmodified-Since"));
    }
  }

  private static String etag(Row row) {
    return "\""
        + Integer.toHexString(java.util.Objects.hash(row.id(), row.get("SystemModstamp")))
        + "\"";
  }

  Reply delete(Call call, ObjectType type, String id) {
    SaveResult result =
        call.work().save(call.actor(), tx -> tx.delete(type, id), SaveResult::success);
    if (!result.success()) {
      DmlError first = result.errors().getFirst();
      switch (first.code()) {
        case "ENTITY_IS_DELETED" -> throw Refusal.of(404, first.code(), first.message());
        case "INVALID_CROSS_REFERENCE_KEY" -> throw Refusal.notFound();
        default -> throw Refusal.dml(result.errors());
      }
    }
    return Reply.empty(204);
  }

  /** {@code /sobjects/Contact/003…/Account}: the parent that a lookup leads to. */
  private Reply related(Call call, ObjectType type, String id) {
    needs(call, "GET");
    Field lookup = org.access().lookup(call.userId(), type, call.at(3));
    Row row = live(call, id);
    if (lookup == null || lookup.type() != FieldType.REFERENCE) {
      throw Refusal.notFound();
    }
    String parentId = row.get(lookup) instanceof String text ? text : null;
    Row parent = parentId == null ? null : call.work().find(parentId);
    if (parent == null || !org.access().sees(call.userId(), parent.type())) {
      throw Refusal.of(404, "NOT_FOUND", "The requested resource does not exist");
    }
    return read(call, parent.type(), parent);
  }

  static void needs(Call call, String method) {
    boolean head = method.equals("GET") && call.is("HEAD");
    if (!call.is(method) && !head) {
      throw Refusal.notAllowed(call.method(), method.equals("GET") ? "HEAD,GET" : method);
    }
  }
}
