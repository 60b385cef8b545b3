package dev.leadline.simulator.org;

import dev.leadline.simulator.metadata.Field;
import dev.leadline.simulator.metadata.FieldType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows which keys stand more than once in one chunk of records. The org cannot tell which of such
 * records is meant, so it refuses all of them, the first one too. Source: salesforce.stackexchange
 * 296121 and 104048 ("First exception on row 0", and none when the two are in different chunks of
 * 200), help article 000384876 for ids.
 */
public final class Repeats {
  /** Null where records are told apart by their ids. */
  private final @Nullable Field key;

  private final Set<Object> repeated = new HashSet<>();

  private Repeats(@Nullable Field key, List<? extends @Nullable Object> values) {
    this.key = key;
    Set<Object> met = new HashSet<>();
    for (Object value : values) {
      if (value != null && !met.add(form(value))) {
        repeated.add(form(value));
      }
    }
  }

  /**
   * Looks through the keys of a chunk.
   *
   * @param values one for each record as it came over the wire; null where a record has no key
   */
  public static Repeats of(Field key, List<? extends @Nullable Object> values) {
    return new Repeats(key.type() == FieldType.ID ? null : key, values);
  }

  /** Looks through the ids of a chunk, of whatever objects. */
  public static Repeats ofIds(List<? extends @Nullable Object> ids) {
    return new Repeats(null, ids);
  }

  /** Why a record with this key is refused: {@code DUPLICATE_VALUE}; empty when it stands alone. */
  public Optional<DmlError> refusal(@Nullable Object value) {
    if (value == null || !repeated.contains(form(value))) {
      return Optional.empty();
    }
    return Optional.of(
        key == null
            ? DmlError.of("DUPLICATE_VALUE", "Duplicate id specified: " + form(value), "Id")
            : DmlError.of(
                "DUPLICATE_VALUE", "Duplicate external id specified: " + value, key.name()));
  }

  /** Keys that would find the same record are the same key. */
  private Object form(Object value) {
    String text = value.toString().strip();
    if (key == null) {
      String id = RecordId.normal(text);
      return id == null ? text : id;
    }
    try {
      Object stored = Coercion.toStored(key, value);
      return HashIndex.key(stored == null ? text : stored);
    } catch (Coercion.Unfit e) {
      return text;
    }
  }
}
