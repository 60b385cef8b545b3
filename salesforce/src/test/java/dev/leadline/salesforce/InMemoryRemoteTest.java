package dev.leadline.salesforce;

import dev.leadline.connector.Remote;
import dev.leadline.sync.InMemoryRemote;
import dev.leadline.sync.TickingClock;
import java.time.Duration;
import java.util.Map;

/** Holds the hub's stand-in for a remote to the contract of the real one. */
class InMemoryRemoteTest extends RemoteContract {
  private final TickingClock clock = new TickingClock();
  private final InMemoryRemote remote = new InMemoryRemote(clock);

  @Override
  OtherSide there() {
    return new OtherSide() {
      @Override
      public Remote remote() {
        return remote;
      }

      @Override
      public String make(String type, Map<String, String> values) {
        return remote.make(type, values);
      }

      @Override
      public void edit(String id, Map<String, String> values) {
        remote.edit(id, values);
      }

      @Override
      public void delete(String id) {
        remote.delete(id, true);
      }

      @Override
      public void tick() {
        clock.tick(Duration.ofSeconds(1));
      }
    };
  }
}
