package dev.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./leadline} finds and starts, in an installation that has nothing to build. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a Bash script")
class LauncherIT {

  @TempDir private Path folder;
  private Installation here;

  @BeforeEach
  void install() throws Exception {
    here = new Installation(folder);
    for (String program : Installation.PROGRAMS) {
      here.write(program, program);
    }
  }

  @Test
  void helpNeedsNoJava() throws Exception {
    Installation.Run run = here.leadline("--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("demo", "serve", "verify", "simulator", "bench", "soak");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void noCommandIsAUsageError() throws Exception {
    Installation.Run run = here.leadline();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: ./leadline COMMAND");
  }

  @Test
  void anOldDefaultJavaIsPassedOver() throws Exception {
    here.set("JAVA_HOME", here.jdk("jdks/seventeen", "17.0.15").toString());
    here.jdk("jdks/eight", "1.8.0_402");
    Path fitting = here.jdk("jdks/twenty-five", "25.0.1");

    assertThat(here.leadline("version").out()).startsWith("started by " + fitting + " ");
  }

  @Test
  void javaHomeIsPreferredWhenItFits() throws Exception {
    here.jdk("jdks/another", "25");
    Path chosen = here.jdk("elsewhere", "25.0.2");
    here.set("JAVA_HOME", chosen.toString());

    assertThat(here.leadline("version").out()).startsWith("started by " + chosen + " ");
  }

  @Test
  void jdksInAMacBundleAreFound() throws Exception {
    Path inBundle = here.jdk("jdks/temurin-25.jdk/Contents/Home", "25");

    assertThat(here.leadline("version").out()).startsWith("started by " + inBundle + " ");
  }

  @Test
  void withoutAFittingJavaItSaysWhatToDo() throws Exception {
    Path old = here.jdk("jdks/seventeen", "17.0.15");
    here.set("JAVA_HOME", old.toString());
    here.set("PATH", old.resolve("bin") + ":/usr/bin:/bin");

    Installation.Run run = here.leadline("version");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("needs a JDK 25", "JAVA_HOME is " + old + " (Java 17)", "LEADLINE_JAVA_HOME=");
  }

  @Test
  void aWrongChoiceIsNotReplacedBehindTheUsersBack() throws Exception {
    here.jdk("jdks/twenty-five", "25");
    Path old = here.jdk("jdks/seventeen", "17.0.15");
    here.set("LEADLINE_JAVA_HOME", old.toString());

    Installation.Run run = here.leadline("version");

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
    here.jdk("jdks/twenty-five", "25");

    Installation.Run run = here.leadline(command.split(" "));

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains(" -Dleadline.home=" + here.file("") + " ")
        .endsWith(" -jar " + here.file(started) + "\n");
  }

  @Test
  void theProgramsExitCodeIsPassedOn() throws Exception {
    here.jdk("jdks/twenty-five", "25");

    assertThat(here.leadline("nonsense").exit()).isEqualTo(2);
  }

  @Test
  void aMissingProgramIsNamed() throws Exception {
    here.jdk("jdks/twenty-five", "25");
    Files.delete(here.file("bench/target/bench.jar"));

    Installation.Run run = here.leadline("bench");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("bench/target/bench.jar is missing");
  }

  @Test
  void itWorksThroughASymbolicLink() throws Exception {
    here.jdk("jdks/twenty-five", "25");
    Path link = here.file("link");
    Files.createSymbolicLink(link, here.file("leadline"));

    assertThat(here.run(link, "version").out()).contains(" -Dleadline.home=" + here.file("") + " ");
  }

  @Test
  void theUsersJvmOptionsComeLastAndReplaceTheCollector() throws Exception {
    here.jdk("jdks/twenty-five", "25");
    here.set("LEADLINE_JAVA_OPTIONS", "-Xmx3g -XX:+UseZGC");

    assertThat(here.leadline("serve").out())
        .doesNotContain("UseG1GC")
        .containsPattern("-Xmx1g .*-Xmx3g -XX:\\+UseZGC");
  }

  @Test
  void theStartCacheIsMadeOnceAndRenewedWithTheProgram() throws Exception {
    here.jdk("jdks/twenty-five", "25");

    Installation.Run first = here.leadline("serve");
    Installation.Run second = here.leadline("serve");
    Files.writeString(here.file("server/target/leadline.jar"), "a new build");
    Installation.Run renewed = here.leadline("serve");

    assertThat(first.err()).contains("preparing faster starts");
    assertThat(second.err()).isEmpty();
    assertThat(cacheIn(second)).isEqualTo(cacheIn(first)).contains(".cache/aot/");
    assertThat(renewed.err()).contains("preparing faster starts");
    assertThat(cacheIn(renewed)).isNotEqualTo(cacheIn(first));
  }

  @Test
  void aDemoTakesTheCacheThatIsThereButDoesNotWaitForOne() throws Exception {
    here.jdk("jdks/twenty-five", "25");

    Installation.Run without = here.leadline("demo");
    Installation.Run server = here.leadline("serve");

    assertThat(without.err()).isEmpty();
    assertThat(without.out()).doesNotContain("AOTCache");
    assertThat(cacheIn(here.leadline("demo"))).isEqualTo(cacheIn(server));
  }

  @Test
  void theSimulatorHasAStartCacheOfItsOwn() throws Exception {
    here.jdk("jdks/twenty-five", "25");

    Installation.Run server = here.leadline("serve");
    Installation.Run simulator = here.leadline("simulator");

    assertThat(simulator.err()).contains("preparing faster starts");
    assertThat(cacheIn(simulator)).contains(".cache/aot/salesforce-simulator-");
    assertThat(here.leadline("simulator").err()).isEmpty();
    assertThat(here.leadline("serve").err()).as("the server's is still there").isEmpty();
    assertThat(cacheIn(server)).isNotEqualTo(cacheIn(simulator));
    assertThat(here.leadline("simulator", "--help").out()).doesNotContain("AOTCache");
  }

  @Test
  void aStartCacheThatCannotBeMadeNeverStopsAStart() throws Exception {
    here.jdk("jdks/twenty-five", "25");
    here.set("FAIL_TRAINING", "yes");

    Installation.Run first = here.leadline("serve");
    Installation.Run second = here.leadline("serve");

    assertThat(first.exit()).isZero();
    assertThat(first.out()).contains("started by").doesNotContain("AOTCache");
    assertThat(second.err()).as("not tried again until the next build").isEmpty();
  }

  private static String cacheIn(Installation.Run run) {
    return run.out().replaceFirst("(?s).* -XX:AOTCache=(\\S+) .*", "$1");
  }
}
