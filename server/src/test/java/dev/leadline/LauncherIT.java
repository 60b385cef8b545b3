package dev.leadline;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the real {@code ./leadline} in an installation of its own, with a JDK of its own that writes
 * down how it was started.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a Bash script")
class LauncherIT {

  /** Answers with its own home and arguments; trains, or fails to; knows no command `nonsense`. */
  private static final String FAKE_JAVA =
      """
      #!/bin/sh
      case "$*" in
        *-XX:AOTCacheOutput=*train)
          [ -z "$FAIL_TRAINING" ] || exit 3
          for option in "$@"; do
            case $option in -XX:AOTCacheOutput=*) echo cache >"${option#*=}" ;; esac
          done
          ;;
        *nonsense*) exit 2 ;;
        *) echo "started by $(dirname "$(dirname "$0")")" "$@" ;;
      esac
      """;

  private final Map<String, String> environment = new HashMap<>();
  @TempDir private Path folder;
  private Path jdks = Path.of("");

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    jdks = Files.createDirectory(folder.resolve("jdks"));
    Files.copy(Modules.launcher(), folder.resolve("leadline"), REPLACE_EXISTING);
    for (String jar :
        List.of(
            "server/target/leadline.jar",
            "bench/target/bench.jar",
            "salesforce-simulator/target/salesforce-simulator.jar")) {
      Files.createDirectories(folder.resolve(jar).getParent());
      Files.writeString(folder.resolve(jar), jar);
    }
    environment.put("LEADLINE_JDK_ROOTS", jdks.toString());
  }

  @Test
  void helpNeedsNoJava() throws Exception {
    Run run = leadline("--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("demo", "serve", "verify", "simulator", "bench", "soak");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void noCommandIsAUsageError() throws Exception {
    Run run = leadline();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: ./leadline COMMAND");
  }

  @Test
  void anOldDefaultJavaIsPassedOver() throws Exception {
    environment.put("JAVA_HOME", jdk("seventeen", "17.0.15").toString());
    jdk("eight", "1.8.0_402");
    Path fitting = jdk("twenty-five", "25.0.1");

    assertThat(leadline("version").out()).startsWith("started by " + fitting + " ");
  }

  @Test
  void javaHomeIsPreferredWhenItFits() throws Exception {
    jdk("another", "25");
    Path chosen = jdkIn(folder.resolve("elsewhere"), "25.0.2");
    environment.put("JAVA_HOME", chosen.toString());

    assertThat(leadline("version").out()).startsWith("started by " + chosen + " ");
  }

  @Test
  void jdksInAMacBundleAreFound() throws Exception {
    Path inBundle = jdkIn(jdks.resolve("temurin-25.jdk/Contents/Home"), "25");

    assertThat(leadline("version").out()).startsWith("started by " + inBundle + " ");
  }

  @Test
  void withoutAFittingJavaItSaysWhatToDo() throws Exception {
    Path old = jdk("seventeen", "17.0.15");
    environment.put("JAVA_HOME", old.toString());
    environment.put("PATH", old.resolve("bin") + ":/usr/bin:/bin");

    Run run = leadline("version");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("needs a JDK 25", "JAVA_HOME is " + old + " (Java 17)", "LEADLINE_JAVA_HOME=");
  }

  @Test
  void aWrongChoiceIsNotReplacedBehindTheUsersBack() throws Exception {
    jdk("twenty-five", "25");
    Path old = jdk("seventeen", "17.0.15");
    environment.put("LEADLINE_JAVA_HOME", old.toString());

    Run run = leadline("version");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("LEADLINE_JAVA_HOME is " + old + ", but that is no JDK 25");
  }

  @ParameterizedTest
  @CsvSource({
    "version,                 server/target/leadline.jar version",
    "serve --port 1,          server/target/leadline.jar serve --port 1",
    "demo --help,             server/target/leadline.jar demo --help",
    "bench ingest --json,     bench/target/bench.jar ingest --json",
    "soak --seconds 5,        bench/target/bench.jar soak --seconds 5",
    "simulator --port 2,      salesforce-simulator/target/salesforce-simulator.jar --port 2"
  })
  void everyCommandReachesItsProgram(String command, String started) throws Exception {
    jdk("twenty-five", "25");

    Run run = leadline(command.split(" "));

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains(" -Dleadline.home=" + home() + " ")
        .endsWith(" -jar " + home() + "/" + started + "\n");
  }

  @Test
  void theProgramsExitCodeIsPassedOn() throws Exception {
    jdk("twenty-five", "25");

    assertThat(leadline("nonsense").exit()).isEqualTo(2);
  }

  @Test
  void aMissingProgramIsNamed() throws Exception {
    jdk("twenty-five", "25");
    Files.delete(folder.resolve("bench/target/bench.jar"));

    Run run = leadline("bench");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("bench/target/bench.jar is missing");
  }

  @Test
  void itWorksThroughASymbolicLink() throws Exception {
    jdk("twenty-five", "25");
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, folder.resolve("leadline"));

    assertThat(run(link, "version").out()).contains(" -Dleadline.home=" + home() + " ");
  }

  @Test
  void theUsersJvmOptionsComeLastAndReplaceTheCollector() throws Exception {
    jdk("twenty-five", "25");
    environment.put("LEADLINE_JAVA_OPTIONS", "-Xmx3g -XX:+UseZGC");

    assertThat(leadline("serve").out())
        .doesNotContain("UseG1GC")
        .containsPattern("-Xmx1g .*-Xmx3g -XX:\\+UseZGC");
  }

  @Test
  void theStartCacheIsMadeOnceAndRenewedWithTheProgram() throws Exception {
    jdk("twenty-five", "25");

    Run first = leadline("serve");
    Run second = leadline("serve");
    Files.writeString(folder.resolve("server/target/leadline.jar"), "a new build");
    Run renewed = leadline("serve");

    assertThat(first.err()).contains("preparing faster starts");
    assertThat(second.err()).isEmpty();
    assertThat(cacheIn(second)).isEqualTo(cacheIn(first)).contains(".cache/aot/");
    assertThat(renewed.err()).contains("preparing faster starts");
    assertThat(cacheIn(renewed)).isNotEqualTo(cacheIn(first));
  }

  @Test
  void aStartCacheThatCannotBeMadeNeverStopsAStart() throws Exception {
    jdk("twenty-five", "25");
    environment.put("FAIL_TRAINING", "yes");

    Run first = leadline("serve");
    Run second = leadline("serve");

    assertThat(first.exit()).isZero();
    assertThat(first.out()).contains("started by").doesNotContain("AOTCache");
    assertThat(second.err()).as("not tried again until the next build").isEmpty();
  }

  private static String cacheIn(Run run) {
    return run.out().replaceFirst("(?s).* -XX:AOTCache=(\\S+) .*", "$1");
  }

  private String home() throws IOException {
    return folder.toRealPath().toString();
  }

  private Path jdk(String name, String version) throws IOException {
    return jdkIn(jdks.resolve(name), version);
  }

  private static Path jdkIn(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : List.of("java", "javac")) {
      Path file = Files.writeString(home.resolve("bin").resolve(program), FAKE_JAVA);
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return home;
  }

  private Run leadline(String... arguments) throws Exception {
    return run(folder.resolve("leadline"), arguments);
  }

  private Run run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.matches("LEADLINE_.*|JAVA_HOME"));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(60, SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + command);
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
