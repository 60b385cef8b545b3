package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** The platform events that the org declares: what may be published under {@code /event/}. */
public final class PlatformEvents {
  private final EventSchemas schemas;
  private final Map<String, Declared> byName = new ConcurrentHashMap<>();

  /** A declared event. */
  record Declared(String name, Schema schema, String schemaId) {}

  /** The types a field of an event may have. */
  public enum FieldType {
    TEXT(Schema.Type.STRING),
    NUMBER(Schema.Type.DOUBLE),
    CHECKBOX(Schema.Type.BOOLEAN),
    DATE_TIME(Schema.Type.LONG);

    private final Schema.Type avro;

    FieldType(Schema.Type avro) {
      this.avro = avro;
    }
  }

  PlatformEvents(EventSchemas schemas) {
    this.schemas = schemas;
  }

  /** Declares an event such as {@code Order_Shipped__e} with its fields in order. */
  public void declare(String name, Map<String, FieldType> fields) {
    List<Schema.Field> avro = new ArrayList<>();
    avro.add(
        new Schema.Field("CreatedDate", Schema.create(Schema.Type.LONG), "CreatedDate:DateTime"));
    avro.add(
        new Schema.Field("CreatedById", Schema.create(Schema.Type.STRING), "CreatedBy:EntityId"));
    fields.forEach((field, type) ->
        avro.add(ChangeSchema.optional(field, Schema.create(type.avro), "Data:" + type)));
    Schema schema = Schema.createRecord(name, null, ChangeSchema.NAMESPACE, false, avro);
    byName.put(name.toLowerCase(Locale.ROOT), new Declared(name, schema, schemas.register(schema)));
  }

  @Nullable Declared find(String name) {
    return byName.get(name.toLowerCase(Locale.ROOT));
  }

  /** Why a payload is not an event of this schema, or null when it is one. */
  static @Nullable String fault(Schema schema, ByteString payload) {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(payload.toByteArray(), null);
    try {
      new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
      return decoder.isEnd() ? null : "the payload goes on after the event";
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException unreadable) {
      return "the payload does not follow the schema: " + unreadable.getMessage();
    }
  }
}
