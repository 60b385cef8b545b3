package dev.leadline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {
  private record Run(int exit, String out, String err) {}

  @ParameterizedTest
  @ValueSource(strings = {"serve", "config", "explain", "version", "demo", "completion", "train"})
  void everyCommandExplainsItself(String command) {
    Run run = run(command, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Usage: leadline " + command);
  }

  @Test
  void theHelpNamesTheCommandsAndTheExitCodes() {
    Run run = run("--help");

    assertThat(run.out())
        .contains("serve", "config", "explain", "version", "completion", "Exit codes:")
        .doesNotContain("train");
  }

  @Test
  void whatIsNoCommandIsAUsageError() {
    assertThat(run("sevre").exit()).isEqualTo(2);
    assertThat(run("serve", "--prot", "1").exit()).isEqualTo(2);
    assertThat(run("explain").exit()).isEqualTo(2);
  }

  @Test
  void configTellsValuesAndOrigins() {
    Run run = run("config", "--port", "1234", "--data", "here");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .containsPattern("http.port +=  ?1234 +# option --port")
        .containsPattern("data +=  ?here +# option --data")
        .containsPattern("sync.poll +=  ?2m +# default");
  }

  @Test
  void configIsOneLineOfJsonForAScript() {
    Run run = run("config", "--json", "--port=1234");

    assertThat(run.out().lines()).hasSize(1);
    JsonNode port = JsonMapper.shared().readTree(run.out()).get("http.port");
    assertThat(port.get("value").asString()).isEqualTo("1234");
    assertThat(port.get("origin").asString()).isEqualTo("option --port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "serve", "explain"})
  void wrongSettingsAreNamedAndHaveTheirExitCode(String command) {
    Run run =
        command.equals("explain")
            ? run(command, "someone@acme.io", "--port=x")
            : run(command, "--port=x");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err())
        .contains("the settings are wrong", "http.port must be a whole number, not \"x\"")
        .doesNotContain("\tat ");
  }

  @Test
  void explainNeedsARunningHub(@TempDir Path folder) {
    Run run = run("explain", "someone@acme.io", "--data=" + folder.resolve("data"));

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("No hub runs").doesNotContain("\tat ");
  }

  @Test
  void versionAndCompletionAreForScripts() {
    assertThat(run("version").out()).startsWith("leadline ");
    assertThat(JsonMapper.shared().readTree(run("version", "--json").out()).has("leadline"))
        .isTrue();
    assertThat(run("completion").out()).contains("complete -F", "serve");
  }

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = Leadline.commands();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    int exit = commands.execute(arguments);
    return new Run(exit, out.toString(), err.toString());
  }
}
