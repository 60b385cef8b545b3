package dev.leadline.sync;

import dev.leadline.connector.Remote.Found;
import dev.leadline.connector.Remote.Place;
import dev.leadline.connector.Remote.Remedy;
import dev.leadline.connector.Remote.Search;
import dev.leadline.connector.Remote.Write;
import dev.leadline.connector.Remote.Written;
import dev.leadline.link.Link;
import dev.leadline.outbox.Message;
import dev.leadline.plan.Decision;
import dev.leadline.plan.Ours;
import dev.leadline.plan.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One prospect on its way through a {@link Round}. */
final class Case {
  private final Message message;
  private final Ours ours;
  private final @Nullable Link link;
  private @Nullable Place place;
  private @Nullable Found found;
  private @Nullable Decision decision;
  private @Nullable Written written;

  Case(Message message, Ours ours, @Nullable Link link) {
    this.message = message;
    this.ours = ours;
    this.link = link;
    this.place = link == null ? null : link.place();
  }

  Message message() {
    return message;
  }

  Ours ours() {
    return ours;
  }

  @Nullable Link link() {
    return link;
  }

  /** Where the record is thought to be. */
  @Nullable Place place() {
    return place;
  }

  @Nullable Found found() {
    return found;
  }

  @Nullable Decision decision() {
    return decision;
  }

  @Nullable Written written() {
    return written;
  }

  Map<String, String> base() {
    return link == null ? Map.of() : link.base();
  }

  Search search(List<String> types) {
    return place == null
        ? new Search.ByEmail(ours.value(Ours.EMAIL), types)
        : new Search.ById(place.type(), place.id());
  }

  void found(Optional<Found> match) {
    found = match.orElse(null);
    written = null;
  }

  void decide(Decision now) {
    decision = now;
  }

  void written(Written result) {
    written = result;
  }

  void moveTo(Place to) {
    place = to;
  }

  boolean linkedTo(Found record) {
    return link != null && link.place().id().equals(record.id());
  }

  /** What is to be written, if anything. */
  Optional<Write> write() {
    if (decision instanceof Decision.Create(String type, Map<String, String> values, _)) {
      return Optional.of(new Write.Create(type, values));
    }
    return decision instanceof Decision.Compared compared
            && !compared.push().isEmpty()
            && found != null
        ? Optional.of(new Write.Update(found.type(), found.id(), compared.push()))
        : Optional.empty();
  }

  /** Whether the prospect has a record that is in step with it now. */
  boolean inStep() {
    return switch (decision) {
      case Decision.Compared _, Decision.Create _ -> failure().isEmpty();
      case Decision.Stay(Reason reason) -> reason == Reason.IN_STEP;
      case Decision.Gone(), Decision.Relink _, Decision.Park _ -> false;
      case null -> false;
    };
  }

  /** Whether the record turned out not to be where it was looked for. */
  boolean elsewhere() {
    return decision instanceof Decision.Relink
        || failure().filter(failed -> failed.remedy() == Remedy.RELINK).isPresent();
  }

  /** The refusal of the write, if it was refused. */
  Optional<Written.Failed> failure() {
    return written instanceof Written.Failed failed ? Optional.of(failed) : Optional.empty();
  }
}
