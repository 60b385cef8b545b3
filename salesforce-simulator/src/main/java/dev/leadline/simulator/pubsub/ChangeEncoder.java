package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.org.Change;
import dev.leadline.simulator.org.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Writes one change as Avro: the header, and the values that a change of its type tells. */
final class ChangeEncoder {
  private final ChangeSchema form;
  private final Event.Changed event;
  private final Predicate<Field> seen;
  private final GenericRecord record;
  private final BitSet changed = new BitSet();
  private final BitSet nulled = new BitSet();
  private final List<String> changedParts = new ArrayList<>();
  private final List<String> nulledParts = new ArrayList<>();

  private ChangeEncoder(ChangeSchema form, Event.Changed event, Predicate<Field> seen) {
    this.form = form;
    this.event = event;
    this.seen = seen;
    this.record = new GenericData.Record(form.schema());
  }

  /** With those fields that the subscriber sees; the schema names the others too. */
  static ByteString encode(ChangeSchema form, Event.Changed event, Predicate<Field> seen) {
    return new ChangeEncoder(form, event, seen).encode();
  }

  private ByteString encode() {
    Change change = event.change();
    if (change != null) {
      switch (event.type()) {
        case CREATE, UNDELETE -> everything(change.after());
        case UPDATE -> changes(change);
        case DELETE, GAP_CREATE, GAP_UPDATE, GAP_DELETE, GAP_UNDELETE, GAP_OVERFLOW, SNAPSHOT -> {}
      }
    }
    record.put(0, header());
    return written();
  }

  private void everything(Row row) {
    for (ChangeSchema.Slot slot : form.slots()) {
      switch (slot) {
        case ChangeSchema.Slot.Plain plain -> record.put(plain.at(), value(row, plain.field()));
        case ChangeSchema.Slot.Compound compound -> {
          GenericRecord nested = new GenericData.Record(compound.record());
          boolean any = false;
          for (Map.Entry<Integer, Field> part : compound.parts().entrySet()) {
            Object value = value(row, part.getValue());
            nested.put(part.getKey(), value);
            any |= value != null;
          }
          record.put(compound.at(), any ? nested : null);
        }
      }
    }
  }

  private @Nullable Object value(Row row, Field field) {
    return seen.test(field) ? avro(row.get(field)) : null;
  }

  private void changes(Change change) {
    Set<Field> fields = new HashSet<>(ChangeFeed.told(change));
    fields.removeIf(seen.negate());
    for (ChangeSchema.Slot slot : form.slots()) {
      switch (slot) {
        case ChangeSchema.Slot.Plain plain -> {
          if (fields.contains(plain.field())) {
            Object value = avro(change.after().get(plain.field()));
            record.put(plain.at(), value);
            changed.set(plain.at());
            nulled.set(plain.at(), value == null);
          }
        }
        case ChangeSchema.Slot.Compound compound -> changes(change, fields, compound);
      }
    }
  }

  private void changes(Change change, Set<Field> fields, ChangeSchema.Slot.Compound compound) {
    Map<Integer, Field> parts = compound.parts();
    if (parts.values().stream().noneMatch(fields::contains)) {
      return;
    }
    GenericRecord nested = new GenericData.Record(compound.record());
    BitSet changedHere = new BitSet();
    BitSet nulledHere = new BitSet();
    parts.forEach((place, field) -> {
      if (fields.contains(field)) {
        Object value = avro(change.after().get(field));
        nested.put(place, value);
        changedHere.set(place);
        nulledHere.set(place, value == null);
      }
    });
    record.put(compound.at(), nested);
    changedParts.add(compound.at() + "-" + Bitmap.hex(changedHere));
    if (!nulledHere.isEmpty()) {
      nulledParts.add(compound.at() + "-" + Bitmap.hex(nulledHere));
    }
  }

  private GenericRecord header() {
    Schema schema = form.schema().getField("ChangeEventHeader").schema();
    GenericRecord header = new GenericData.Record(schema);
    Event.Origin origin = event.origin();
    header.put("entityName", event.entity().name());
    header.put("recordIds", event.recordIds());
    header.put(
        "changeType",
        new GenericData.EnumSymbol(schema.getField("changeType").schema(), event.type().name()));
    header.put("changeOrigin", origin.changeOrigin());
    header.put("transactionKey", origin.transactionKey());
    header.put("sequenceNumber", event.sequence());
    header.put("commitTimestamp", origin.at());
    header.put("commitNumber", origin.commitNumber());
    header.put("commitUser", origin.user());
    header.put("nulledFields", bitmaps(nulled, nulledParts));
    header.put("diffFields", List.of());
    header.put("changedFields", bitmaps(changed, changedParts));
    return header;
  }

  private static List<String> bitmaps(BitSet fields, List<String> parts) {
    List<String> bitmaps = new ArrayList<>();
    if (!fields.isEmpty()) {
      bitmaps.add(Bitmap.hex(fields));
    }
    bitmaps.addAll(parts);
    return bitmaps;
  }

  private ByteString written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(form.schema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }

  private static @Nullable Object avro(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant moment -> moment.toEpochMilli();
      case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      case LocalTime time -> time.toNanoOfDay() / 1_000_000;
      default -> value;
    };
  }
}
