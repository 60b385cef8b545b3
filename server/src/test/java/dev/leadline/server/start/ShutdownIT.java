package dev.leadline.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.db.TestDatabase;
import dev.leadline.ingest.Signals;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.PortInUseException;

/** A hub that is stopped in the middle of its work. */
class ShutdownIT {
  private static final int CALLERS = 16;
  private static final int BEFORE_THE_STOP = 200;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final CountDownLatch underWay = new CountDownLatch(BEFORE_THE_STOP);

  @Test
  void whatWasAnsweredIsKept(@TempDir Path data) throws Exception {
    RunningHub hub =
        RunningHub.open(Settings.in(data).with(HttpSettings.local(0)).with(DATABASE.settings()));
    String key = hub.hub().sources().create(1, "Test").writeKey();
    int source = hub.hub().sources().byWriteKey(key).orElseThrow().id();
    URI door = URI.create("http://127.0.0.1:" + hub.port() + "/v1/track");
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        callers.execute(() -> callUntilClosed(door, key, caller));
      }
      underWay.await();
      hub.close();
    }

    Set<String> kept =
        new Signals(DATABASE.jdbi())
            .latest(source, Optional.empty(), Long.MAX_VALUE, 1_000_000).stream()
                .map(Signals.Row::messageId)
                .collect(Collectors.toSet());
    assertThat(answered).hasSizeGreaterThanOrEqualTo(BEFORE_THE_STOP);
    assertThat(kept).containsAll(answered);
  }

  @Test
  void aPortTakenMeanwhileLeavesNothingOpen(@TempDir Path data) throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Settings settings =
          Settings.in(data)
              .with(HttpSettings.local(taken.getLocalPort()))
              .with(DATABASE.settings());

      assertThatThrownBy(() -> RunningHub.open(settings)).isInstanceOf(PortInUseException.class);
    }

    assertThat(namesOfThreads()).noneMatch(name -> name.startsWith("ingest-writer"));
  }

  private static Set<String> namesOfThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  private void callUntilClosed(URI door, String key, int caller) {
    for (int i = 0; ; i++) {
      String id = caller + "-" + i;
      String body = "{\"writeKey\":\"" + key + "\",\"messageId\":\"" + id + "\"}";
      try {
        int status =
            client
                .send(
                    HttpRequest.newBuilder(door).POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
          return;
        }
        answered.add(id);
        underWay.countDown();
      } catch (IOException | InterruptedException e) {
        return; // the port is closed
      }
    }
  }
}
