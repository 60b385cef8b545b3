package dev.leadline.connector;

import dev.leadline.prospect.FieldType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other side of the sync, as the engine sees it: records of named types with named fields.
 * Values are canonical text as in {@link dev.leadline.prospect.Field}; an absent value is empty.
 *
 * <p>Every method that calls the remote may throw {@link RemoteTrouble}.
 */
public interface Remote {
  /** Stable: it is stored with links and cursors. */
  String name();

  /** The types that an email may mean, the preferred one first. */
  List<String> types();

  /** The type of record that is created for a prospect without one. */
  String newType();

  /** The campaigns over there; none where the remote has no such thing. */
  default List<Campaign> campaigns() {
    return List.of();
  }

  /**
   * Adds records to campaigns or changes their status there; answers one result for each, in order:
   * created tells the membership's id, also where it was there already.
   */
  default List<Written> join(List<Join> joins) {
    Written failed =
        new Written.Failed("NO_CAMPAIGNS", name() + " has no campaigns", List.of(), Remedy.PERSON);
    return joins.stream().map(join -> failed).toList();
  }

  /** Tries the connection and tells a person what it is and what it lacks. */
  Check check();

  /** The types that can be synced and their fields, as the connected user may see them. */
  Description describe();

  /** The active users of the remote, who may own records. */
  List<User> users();

  /**
   * Finds the record that each search means; answers one for each, in order. A record that was
   * deleted or has moved is found only by its id.
   *
   * @param fields per type, the fields to read
   */
  List<Optional<Found>> find(List<Search> searches, Map<String, List<String>> fields);

  /** Creates or updates; answers one result for each, in order. */
  List<Written> write(List<Write> writes);

  /**
   * Records changed or deleted since a position, oldest first, at most one page. The same change
   * may be told more than once.
   *
   * @param position where the page before ended; null: from now on
   * @param fields per type, the fields to read
   */
  Page changes(@Nullable String position, Map<String, List<String>> fields);

  /**
   * What a trial of the connection brought.
   *
   * @param identity who we are over there, and where
   * @param problems what the connected user lacks; empty: nothing
   */
  record Check(String identity, List<String> problems, Description description) {}

  /** What a remote offers. */
  record Description(List<Type> types) {
    /** The type of this name, if the connected user may see it. */
    public Optional<Type> type(String name) {
      return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }
  }

  /**
   * A type of record.
   *
   * @param suggestions which of its fields are usually synced with which of ours
   */
  record Type(String name, List<RemoteField> fields, List<Suggestion> suggestions) {
    /** The field of this name, if the connected user may see it. */
    public Optional<RemoteField> field(String wanted) {
      return fields.stream().filter(field -> field.name().equals(wanted)).findFirst();
    }
  }

  /**
   * A field of a type.
   *
   * @param required whether a record cannot be created without it
   * @param length the most characters of a text; 0: no limit is known
   * @param options the values offered; empty: any
   */
  record RemoteField(
      String name,
      String label,
      FieldType type,
      boolean createable,
      boolean updateable,
      boolean required,
      int length,
      List<String> options) {}

  /** A pair of fields that usually belong together, and who wins. */
  record Suggestion(String field, String remoteField, Winner winner) {}

  /** A user over there, who may own records. */
  record User(String id, String username, String email, String name) {}

  /**
   * A record as it is over there.
   *
   * @param movedTo the record that took its place in a merge or conversion
   * @param values field name → canonical text
   */
  record Found(
      String type,
      String id,
      Instant modifiedAt,
      boolean deleted,
      @Nullable Place movedTo,
      Map<String, String> values) {}

  /** Where a record is. */
  record Place(String type, String id) {}

  /**
   * A campaign.
   *
   * @param statuses that a member may have, the default first
   */
  record Campaign(String id, String name, boolean active, List<String> statuses) {}

  /**
   * A record that is to be in a campaign with a status.
   *
   * @param membership the id of the membership, if it is known to exist
   */
  record Join(String campaign, Place member, String status, @Nullable String membership) {}

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
