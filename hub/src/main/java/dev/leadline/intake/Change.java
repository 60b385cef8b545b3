package dev.leadline.intake;

import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What somebody wants done to one prospect.
 *
 * @param fields field name → value as the caller wrote it; the empty text clears
 * @param actions done after the fields are set, in order
 * @param attach keys that shall name the prospect from now on, unless they name another
 * @param observedAt when the values were true; older than what is known, they are not taken
 */
public record Change(
    int unit,
    Who who,
    IfUnknown ifUnknown,
    Map<String, String> fields,
    List<Action> actions,
    List<Key> attach,
    Origin origin,
    Instant observedAt,
    Lane lane) {

  /** What to do when the prospect does not exist. */
  public enum IfUnknown {
    CREATE,
    REFUSE
  }

  /** An edit of a known prospect by somebody who waits for it. */
  public static Change edit(
      int unit, long prospect, Map<String, String> fields, Origin origin, Instant at) {
    return new Change(
        unit,
        Who.id(prospect),
        IfUnknown.REFUSE,
        fields,
        List.of(),
        List.of(),
        origin,
        at,
        Lane.PERSON);
  }

  public Change with(Action... more) {
    return new Change(
        unit, who, ifUnknown, fields, List.of(more), attach, origin, observedAt, lane);
  }
}
