package dev.leadline.server.admin.prospect;

import dev.leadline.identity.Key;
import dev.leadline.identity.Who;
import dev.leadline.intake.Change;
import dev.leadline.intake.Change.IfUnknown;
import dev.leadline.intake.Intake;
import dev.leadline.intake.Outcome;
import dev.leadline.outbox.Lane;
import dev.leadline.prospect.Action;
import dev.leadline.prospect.Origin;
import dev.leadline.prospect.Prospect;
import dev.leadline.prospect.Prospects;
import dev.leadline.server.access.SignedIn;
import dev.leadline.server.admin.NotThere;
import dev.leadline.server.admin.Right;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What people do to prospects, through the one door; and which prospects they may see. */
public final class ProspectEdits {
  private final Intake intake;
  private final Prospects prospects;
  private final InstantSource clock;

  public ProspectEdits(Intake intake, Prospects prospects, InstantSource clock) {
    this.intake = intake;
    this.prospects = prospects;
    this.clock = clock;
  }

  /** The prospect, if this user may see it. */
  Prospect seen(SignedIn user, long id) {
    return prospects
        .find(id)
        .filter(prospect -> prospect.unit() == user.unit())
        .filter(prospect ->
            !Right.ownProspectsOnly(user.role())
                || Long.valueOf(user.id()).equals(prospect.owner()))
        .orElseThrow(() -> new NotThere("prospect"));
  }

  Outcome create(SignedIn user, Map<String, String> fields, List<Action> actions) throws Exception {
    Change change =
        new Change(
            user.unit(),
            new Who.ByKeys(List.<Key>of()),
            IfUnknown.CREATE,
            fields,
            actions,
            List.of(),
            Origin.user(user.id()),
            clock.instant(),
            Lane.PERSON);
    return intake.accept(List.of(change)).getFirst();
  }

  /** Edits a prospect that {@link #seen} has let through. */
  Outcome edit(SignedIn user, long id, Map<String, String> fields) throws Exception {
    return intake
        .accept(
            List.of(Change.edit(user.unit(), id, fields, Origin.user(user.id()), clock.instant())))
        .getFirst();
  }

  /** Does one thing to prospects that {@link #seen} has let through. */
  List<Outcome> act(SignedIn user, List<Long> ids, Action action) throws Exception {
    return intake.accept(
        ids.stream()
            .map(id ->
                Change.edit(user.unit(), id, Map.of(), Origin.user(user.id()), clock.instant())
                    .with(action))
            .toList());
  }
}
