package dev.leadline.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other side of the sync, as the engine sees it: records of named types with named fields.
 * Values are canonical text as in {@link dev.leadline.prospect.Field}; an absent value is empty.
 *
 * <p>Every method may throw {@link RemoteTrouble}.
 */
public interface Remote {
  /** Stable: it is stored with links and cursors. */
  String name();

  /** The types that can be synced and their fields, as the connected user may see them. */
  Description describe();

  /**
   * Finds the record that each search means; answers one for each, in order.
   *
   * @param fields per type, the fields to read
   */
  List<Optional<Found>> find(List<Search> searches, Map<String, List<String>> fields);

  /** Creates or updates; answers one result for each, in order. */
  List<Written> write(List<Write> writes);

  /**
   * Records changed or deleted since a position, oldest first, at most one page.
   *
   * @param position where the page before ended; null: from now on
   * @param fields per type, the fields to read
   */
  Page changes(@Nullable String position, Map<String, List<String>> fields);

  /** What a remote offers. */
  record Description(List<Type> types) {
    /** A type of record. */
    public record Type(String name, List<RemoteField> fields) {}

    /** A field of a type: what may be written, and how long a text may be. */
    public record RemoteField(
        String name,
        String label,
        dev.leadline.prospect.FieldType type,
        boolean createable,
        boolean updateable,
        boolean required,
        int length,
        List<String> options) {}
  }

  /**
   * A record as it is over there.
   *
   * @param values field name → canonical text
   */
  record Found(
      String type, String id, Instant modifiedAt, boolean deleted, Map<String, String> values) {}

  /** Whom to find. */
  sealed interface Search {
    record ById(String type, String id) implements Search {}

    /** The types in order of preference; the remote documents which record wins among several. */
    record ByEmail(String email, List<String> types) implements Search {}
  }

  /** What to write. */
  sealed interface Write {
    String type();

    Map<String, String> values();

    record Create(String type, Map<String, String> values) implements Write {}

    record Update(String type, String id, Map<String, String> values) implements Write {}
  }

  /** What became of a write. */
  sealed interface Written {
    record Created(String id) implements Written {}

    record Updated() implements Written {}

    /**
     * Refused for this one record.
     *
     * @param code the remote's own code
     * @param fields of the remote that are at fault, if it says so
     */
    record Failed(String code, String message, List<String> fields, Remedy remedy)
        implements Written {}
  }

  /** What would help after a failure. */
  enum Remedy {
    /** The same may succeed later. */
    RETRY,
    /** The record is gone, converted or taken: find it anew. */
    RELINK,
    /** A person must change the record, the mapping or the remote. */
    PERSON,
    /** We sent nonsense. */
    BUG
  }

  /**
   * Some of the changes.
   *
   * @param position where the next page begins
   * @param more whether the next page is there already
   */
  record Page(List<Found> records, String position, boolean more) {}
}
