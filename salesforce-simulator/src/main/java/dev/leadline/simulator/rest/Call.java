package dev.leadline.simulator.rest;

import dev.leadline.simulator.auth.Session;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.wire.BadJson;
import dev.leadline.simulator.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request to a resource, whether it came alone or within a composite one.
 *
 * @param path the decoded parts after {@code /services/data/vNN.0}
 * @param headers names in lower case
 * @param body reads the JSON body; throws {@link BadJson}
 * @param version such as {@code 65.0}
 * @param work how saves are done: alone, or within a transaction that others share
 */
public record Call(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    Supplier<@Nullable Object> body,
    Session session,
    String version,
    Work work) {

  String userId() {
    return session.userId();
  }

  @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** The path part at this place, or an empty string. */
  String at(int place) {
    return place < path.size() ? path.get(place) : "";
  }

  boolean is(String wanted) {
    return method.equals(wanted);
  }

  /** The JSON object in the body. */
  Map<String, @Nullable Object> object() {
    if (body.get() instanceof Map<?, ?> map) {
      return Json.object(map);
    }
    throw new BadJson("The request body must be a JSON object at [line:1, column:1]");
  }

  /** The start of a link to a resource of this version. */
  String base() {
    return "/services/data/v" + version;
  }

  int versionNumber() {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** Who saves, by what the headers say. */
  Actor actor() {
    Actor actor =
        Actor.api(userId(), "rest", version, CallOptions.client(header("Sforce-Call-Options")));
    String assign = header("Sforce-Auto-Assign");
    if (assign != null && assign.equalsIgnoreCase("FALSE")) {
      actor = actor.with(new Actor.Assignment.NoRule());
    } else if (assign != null && !assign.equalsIgnoreCase("TRUE")) {
      actor = actor.with(new Actor.Assignment.RuleWithId(assign));
    }
    String duplicates = header("Sforce-Duplicate-Rule-Header");
    return actor.allowingDuplicates(
        CallOptions.isSet(duplicates, "allowSave"),
        CallOptions.isSet(duplicates, "includeRecordDetails"));
  }
}
