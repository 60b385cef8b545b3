package dev.leadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When {@code ./leadline} builds, and what {@code ./leadline verify} asks for, in a checkout. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a Bash script")
class LauncherBuildIT {

  /** Builds the program or leaves a test report, and notes each call with its JAVA_HOME. */
  private static final String FAKE_MAVEN =
      """
      #!/bin/sh
      cd "$(dirname "$0")" || exit
      case "$*" in
        -version) exit ;;
        *package)
          echo "[INFO] Building Leadline :: hub 0.1.0   [2/6]"
          echo "[INFO] --- compiler:3:compile (default-compile) @ hub ---"
          echo "[ERROR] the compiler's words"
          ;;
      esac
      echo "$* with $JAVA_HOME, $LEADLINE_CHROMIUM, $LEADLINE_BUILD" >>calls
      [ -z "$FAIL_BUILD" ] || exit 1
      mkdir -p server/target/surefire-reports
      echo jar >server/target/leadline.jar
      [ -n "$NO_TESTS" ] || echo '<testsuite name="a" tests="7" errors="1" skipped="2" failures="1">
        <testcase name="x"><skipped message="no browser&#10;more" type="t"/></testcase>
        <testcase name="y"><skipped type="t"><![CDATA[t: Assumption failed: no browser
          at x]]></skipped></testcase></testsuite>' \\
        >server/target/surefire-reports/TEST-a.xml
      """;

  @TempDir private Path folder;
  private Installation here;
  private Path jdk;

  @BeforeEach
  void checkOut() throws Exception {
    here = new Installation(folder);
    jdk = here.jdk("jdks/twenty-five", "25.0.1");
    here.write("pom.xml", "<project/>");
    here.write("server/pom.xml", "<project/>");
    here.write("server/src/main/java/Main.java", "class Main {}");
    here.write(".mvn/wrapper/maven-wrapper.properties", "");
    here.program("mvnw", FAKE_MAVEN);
    here.prependToPath(here.file("tools"));
    here.program("tools/node", "#!/bin/sh\necho v22.1.0\n");
    here.program(
        "tools/npm", "#!/bin/sh\nmkdir node_modules; touch node_modules/.package-lock.json\n");
    here.set("LEADLINE_CHROMIUM", here.program("tools/chrome", "#!/bin/sh\n").toString());
  }

  @Test
  void aFreshCheckoutIsBuiltWithTheJdkThatWasFound() throws Exception {
    Installation.Run run = here.leadline("version");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("started by " + jdk);
    assertThat(run.err()).contains("building", "Leadline :: hub 0.1.0", "compiling");
    assertThat(calls()).contains("-DskipTests").contains("package with " + jdk + ",");
  }

  @Test
  void whatIsBuiltIsNotBuiltAgainUntilASourceChanges() throws Exception {
    here.leadline("version");
    assertThat(here.leadline("version").err()).isEmpty();

    FileTime later = FileTime.from(Instant.now().plusSeconds(60));
    Files.setLastModifiedTime(here.file("server/src/main/java/Main.java"), later);

    assertThat(here.leadline("version").err()).contains("building");
    assertThat(calls().lines()).hasSize(2);
  }

  @Test
  void aFailedBuildShowsItsLogAndStartsNothing() throws Exception {
    here.set("FAIL_BUILD", "yes");

    Installation.Run run = here.leadline("version");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the compiler's words", "the build failed");
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    CompletableFuture<Installation.Run> other = CompletableFuture.supplyAsync(this::version);
    Installation.Run one = version();

    assertThat(one.out()).startsWith("started by");
    assertThat(other.join().out()).startsWith("started by");
    assertThat(calls().lines()).hasSize(1);
  }

  @Test
  void nothingIsBuiltInsideABuild() throws Exception {
    here.set("LEADLINE_BUILD", "never");

    assertThat(here.leadline("version").err()).contains("leadline.jar is missing");
    assertThat(here.file("calls")).doesNotExist();
  }

  @Test
  void verifyRunsEverythingAndCountsTheTests() throws Exception {
    Installation.Run run = here.leadline("verify");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).endsWith("skipped 2: no browser\n3 passed, 2 failed, 2 skipped\n");
    assertThat(calls())
        .isEqualTo("-B -ntp verify with " + jdk + ", " + here.file("tools/chrome") + ", never\n");
  }

  @Test
  void verifyFailsWhenTheBuildDoes() throws Exception {
    here.set("FAIL_BUILD", "yes");

    assertThat(here.leadline("verify").exit()).isEqualTo(1);
  }

  @Test
  void verifyFailsWhenNoTestHasRun() throws Exception {
    here.write("server/target/surefire-reports/TEST-old.xml", "<testsuite tests=\"5\">");
    Files.setLastModifiedTime(
        here.file("server/target/surefire-reports/TEST-old.xml"), FileTime.from(Instant.EPOCH));
    here.set("NO_TESTS", "yes");

    Installation.Run run = here.leadline("verify");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).endsWith("0 passed, 0 failed, 0 skipped\n");
  }

  @Test
  void verifyInstallsTheNpmClientsOnce() throws Exception {
    here.write("server/src/test/node/package.json", "{}");
    here.write("server/src/test/node/package-lock.json", "{}");

    assertThat(here.leadline("verify").err()).contains("npm clients of server/src/test/node");
    assertThat(here.leadline("verify").err()).isEmpty();
  }

  @Test
  void aMissingBrowserIsSkippedAloudButFailsInCi() throws Exception {
    here.set("LEADLINE_CHROMIUM", here.file("tools/none").toString());

    assertThat(here.leadline("verify").err()).contains("tools/none does not start", "be skipped");
    here.set("CI", "true");
    Installation.Run inCi = here.leadline("verify");

    assertThat(inCi.exit()).isEqualTo(1);
    assertThat(inCi.err()).contains("In CI that is an error");
    assertThat(calls().lines()).as("Maven was not even called").hasSize(1);
  }

  @Test
  void anOldNodeIsSkippedAloudButFailsInCi() throws Exception {
    here.program("tools/node", "#!/bin/sh\necho v18.20.4\n");

    assertThat(here.leadline("verify").err()).contains("no Node.js 20 or newer", "be skipped");
    here.set("CI", "true");

    assertThat(here.leadline("verify").exit()).isEqualTo(1);
  }

  private Installation.Run version() {
    try {
      return here.leadline("version");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private String calls() throws IOException {
    return Files.readString(here.file("calls"));
  }
}
