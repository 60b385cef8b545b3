package dev.leadline.sync;

import dev.leadline.db.Database;
import dev.leadline.link.Links;
import dev.leadline.link.SyncErrors;
import dev.leadline.outbox.Lane;
import dev.leadline.outbox.Outbox;
import java.util.List;

/** Lets a person ask for a prospect to be compared with its record at once, whatever changed. */
public final class SyncNow {
  private final Database database;
  private final Links links;
  private final SyncErrors errors;
  private final Outbox outbox;

  public SyncNow(Database database, Links links, SyncErrors errors, Outbox outbox) {
    this.database = database;
    this.links = links;
    this.errors = errors;
    this.outbox = outbox;
  }

  /** Puts the prospect before all that waits. */
  public void request(int unit, String remote, long prospect) {
    database.<Object>atomically(tx -> {
      errors.clear(tx, unit, remote, List.of(prospect));
      links.look(tx, unit, remote, List.of(prospect));
      outbox.append(tx, remote, unit, List.of(prospect), Lane.PERSON);
      return prospect;
    });
  }
}
