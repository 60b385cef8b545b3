package dev.leadline.journey;

import dev.leadline.db.Database;
import dev.leadline.server.configuration.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A demo in a process of its own, started once for all journeys and stopped when they end. */
final class World {
  private static @Nullable World running;

  private final JsonNode line;

  private World(JsonNode line) {
    this.line = line;
  }

  static synchronized World running() {
    if (running == null) {
      running = start();
    }
    return running;
  }

  String hub() {
    return line.get("hub").asString();
  }

  String writeKey() {
    return line.get("writeKey").asString();
  }

  String user() {
    return line.get("user").asString();
  }

  String password() {
    return line.get("password").asString();
  }

  Org org() {
    return new Org(line.get("salesforce").asString(), line.get("salesforceToken").asString());
  }

  static Path home() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  private static World start() {
    try {
      Path data = Files.createTempDirectory("leadline-journey");
      Path log = Path.of("target", "demo.log").toAbsolutePath();
      ProcessBuilder demo =
          new ProcessBuilder(
              List.of(
                  home().resolve("leadline").toString(),
                  "demo",
                  "--json",
                  "--port=0",
                  "--salesforce-port=0",
                  "--events-per-minute=0",
                  "--poll-seconds=1",
                  "--data=" + data.resolve("demo")));
      demo.environment().put("LEADLINE_BUILD", "never");
      demo.redirectError(log.toFile());
      Process process = demo.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, data)));
      return new World(JsonMapper.shared().readTree(firstLine(process, log)));
    } catch (IOException e) {
      throw new IllegalStateException("The demo did not start", e);
    }
  }

  private static String firstLine(Process process, Path log) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The demo ended before it was ready:\n" + Files.readString(log));
    }
    return line;
  }

  private static void stop(Process process, Path data) {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
    Database.delete(Settings.in(data.resolve("demo")).database());
  }
}
