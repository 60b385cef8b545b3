package dev.leadline.sync;

import dev.leadline.campaign.Campaigns.Theirs;
import dev.leadline.campaign.Wording;
import dev.leadline.connector.Remote;
import dev.leadline.link.Cursors.Cursor;
import dev.leadline.link.Cursors.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns which campaigns there are over there, and which statuses a member may have. */
final class ReadCampaigns {
  private static final Logger log = LoggerFactory.getLogger(ReadCampaigns.class);
  private static final String STREAM = "campaigns";
  private static final Duration FRESH = Duration.ofHours(1);

  private final Stores stores;
  private final Rooms rooms;
  private final InstantSource clock;

  ReadCampaigns(Stores stores, Rooms rooms, InstantSource clock) {
    this.stores = stores;
    this.rooms = rooms;
    this.clock = clock;
  }

  /** Reads them unless some node did within the hour. */
  void whenDue(int unit, Remote remote) {
    Instant now = clock.instant();
    Cursor last = stores.cursors().find(unit, remote.name(), STREAM).orElse(null);
    if (last != null && last.movedAt().plus(FRESH).isAfter(now)) {
      return;
    }
    Step step =
        new Step(
            unit, remote.name(), STREAM, last == null ? null : last.position(), now.toString());
    once(rooms, unit, remote);
    rooms.database().jdbi().useTransaction(tx -> stores.cursors().move(tx, step, now));
  }

  /** Reads them now. */
  static void once(Rooms rooms, int unit, Remote remote) {
    List<Theirs> theirs =
        remote.campaigns().stream()
            .map(each ->
                new Theirs(each.id(), new Wording(each.name(), each.statuses(), each.active())))
            .toList();
    int changed = rooms.campaigns().save(unit, theirs);
    if (changed > 0) {
      log.info("{} campaigns of {} are new or different", changed, remote.name());
    }
  }
}
