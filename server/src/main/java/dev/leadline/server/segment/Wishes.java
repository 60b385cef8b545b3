package dev.leadline.server.segment;

import dev.leadline.ingest.Signal.Options;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says of the destinations of an event, in all the places where senders do. Only what
 * concerns us is kept. Names are case-sensitive, but {@code all} is as good as {@code All}.
 */
final class Wishes {
  /** What we are called, in order of preference. */
  private static final List<String> OUR_NAMES =
      List.of("Pardot", "Pardot (Actions)", "Pardot Actions");

  private static final Map<String, @Nullable Object> NOTHING = Map.of();

  @Nullable Map<String, @Nullable Object> integrations;
  @Nullable Map<String, @Nullable Object> context;
  @Nullable Map<String, @Nullable Object> options;
  @Nullable Map<String, @Nullable Object> providers;

  /** Whether a member of one of these places concerns us. */
  static boolean concernUs(String name) {
    return switch (name) {
      case "All", "all", "externalId" -> true;
      default -> OUR_NAMES.contains(name);
    };
  }

  /** What they come to, for an event that came in a batch with wishes of its own. */
  Options decide(Wishes ofBatch) {
    Map<String, @Nullable Object> switches = merged(ofBatch.integrations, integrations);
    Map<String, @Nullable Object> around = orNothing(merged(ofBatch.context, context));
    if (switches == null) {
      switches = withoutIntegrations(around);
    }
    return switches.isEmpty() && around.isEmpty() ? Options.NONE : decide(switches, around);
  }

  private static Options decide(
      Map<String, @Nullable Object> switches, Map<String, @Nullable Object> around) {
    Map<?, ?> ours = ourOptions(switches);
    String prospect = text(ours.get("id"));
    String fid = text(ours.get("fid"));
    return new Options(
        isWanted(switches),
        prospect != null ? prospect : externalId(around, "pardotid"),
        fid != null ? fid : externalId(around, "crmfid"));
  }

  /** Old libraries put the same under other names; the first place that says anything counts. */
  private Map<String, @Nullable Object> withoutIntegrations(Map<String, @Nullable Object> around) {
    if (providers != null && !providers.isEmpty()) {
      return providers;
    }
    return options != null && !options.isEmpty() ? options : around;
  }

  /** An object means: wanted, with options. It beats everything, then our name, then All. */
  private static boolean isWanted(Map<String, @Nullable Object> switches) {
    Boolean named = null;
    for (String name : OUR_NAMES) {
      Object value = switches.get(name);
      if (value instanceof Map) {
        return true;
      }
      if (value instanceof Boolean chosen && named == null) {
        named = chosen;
      }
    }
    if (named != null) {
      return named;
    }
    return !Boolean.FALSE.equals(switches.getOrDefault("All", switches.get("all")));
  }

  private static Map<?, ?> ourOptions(Map<String, @Nullable Object> switches) {
    for (String name : OUR_NAMES) {
      if (switches.get(name) instanceof Map<?, ?> ours) {
        return ours;
      }
    }
    return Map.of();
  }

  /** RudderStack's way to name a record: {@code externalId: [{type: crmfid, id: …}]}. */
  private static @Nullable String externalId(Map<String, @Nullable Object> around, String type) {
    if (around.get("externalId") instanceof List<?> ids) {
      for (Object one : ids) {
        if (one instanceof Map<?, ?> id
            && id.get("type") instanceof String named
            && named.toLowerCase(Locale.ROOT).equals(type)) {
          return text(id.get("id"));
        }
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case String text when !text.isBlank() -> text.strip();
      case Number number -> number.toString();
      case null, default -> null;
    };
  }

  private static @Nullable Map<String, @Nullable Object> merged(
      @Nullable Map<String, @Nullable Object> weak,
      @Nullable Map<String, @Nullable Object> strong) {
    if (weak == null || strong == null) {
      return strong == null ? weak : strong;
    }
    Map<String, @Nullable Object> merged = new HashMap<>(weak);
    merged.putAll(strong);
    return merged;
  }

  private static Map<String, @Nullable Object> orNothing(
      @Nullable Map<String, @Nullable Object> map) {
    return map == null ? NOTHING : map;
  }
}
