package dev.leadline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.db.DatabaseSettings;
import dev.leadline.server.TestHub;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks beside a hub that runs. */
class ExplainIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  @TempDir private Path folder;

  private record Run(int exit, String out) {}

  @BeforeAll
  static void receiveOne() {
    HUB.send(
        HttpRequest.newBuilder(HUB.uri("/v1/identify"))
            .POST(
                BodyPublishers.ofString(
                    "{\"writeKey\":\"%s\",\"traits\":{\"email\":\"Why@acme.io\"}}"
                        .formatted(HUB.writeKey()))));
  }

  @Test
  void theReasonIsSaidForAPerson() throws Exception {
    Run run = explain("why@ACME.io");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("Why@acme.io is prospect ", "This unit is not connected to the CRM.", "To do:");
  }

  @Test
  void theReasonIsSaidForAScriptByEmailAndById() throws Exception {
    JsonNode byEmail = JsonMapper.shared().readTree(explain("why@acme.io", "--json").out());
    String id = byEmail.get("prospect").asString();
    JsonNode byId = JsonMapper.shared().readTree(explain(id, "--json").out());

    assertThat(byEmail.get("reason").asString()).isEqualTo("NOT_CONNECTED");
    assertThat(byId).isEqualTo(byEmail);
  }

  @Test
  void whoIsNotThereIsNotFound() throws Exception {
    assertThat(explain("nobody@acme.io").exit()).isEqualTo(6);
    assertThat(explain("999999999").exit()).isEqualTo(6);
    assertThat(explain("what?").exit()).isEqualTo(6);
  }

  private Run explain(String... arguments) throws Exception {
    DatabaseSettings settings = HUB.databaseSettings();
    Path file =
        Files.writeString(
            folder.resolve("leadline.conf"),
            "database.url = %s\ndatabase.user = %s\ndatabase.password = %s\n"
                .formatted(settings.url().orElseThrow(), settings.user(), settings.password()));
    StringWriter out = new StringWriter();
    CommandLine commands = Leadline.commands().setOut(new PrintWriter(out, true));
    String[] all = new String[arguments.length + 2];
    all[0] = "explain";
    all[1] = "--config=" + file;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new Run(commands.execute(all), out.toString());
  }
}
