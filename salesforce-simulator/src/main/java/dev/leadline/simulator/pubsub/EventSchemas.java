package dev.leadline.simulator.pubsub;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.ObjectType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Every schema an event was ever written with, by its id; an object's changes with its fields. */
final class EventSchemas {
  private final Map<String, String> byId = new ConcurrentHashMap<>();
  private final Map<ObjectType, Current> current = new ConcurrentHashMap<>();

  /** The schema of an object as its fields are now. */
  record Current(List<Field> fields, ChangeSchema schema, String id) {}

  Current of(ObjectType type) {
    Current known = current.get(type);
    if (known != null && known.fields().equals(type.fields())) {
      return known;
    }
    List<Field> fields = type.fields();
    ChangeSchema schema = ChangeSchema.of(type);
    Current made = new Current(fields, schema, register(schema.schema()));
    current.put(type, made);
    return made;
  }

  /** Keeps a schema under its fingerprint. */
  String register(Schema schema) {
    String json = schema.toString();
    String id = fingerprint(json);
    byId.put(id, json);
    return id;
  }

  @Nullable String json(String id) {
    return byId.get(id);
  }

  private static String fingerprint(String json) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(json.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
