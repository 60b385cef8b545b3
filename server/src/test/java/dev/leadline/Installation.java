package dev.leadline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder with the real {@code ./leadline}, programs that are none, and JDKs that write down how
 * they were started.
 */
final class Installation {

  static final List<String> PROGRAMS =
      List.of(
          "server/target/leadline.jar",
          "bench/target/bench.jar",
          "salesforce-simulator/target/salesforce-simulator.jar");

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

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** What a run of the launcher answered. */
  record Run(int exit, String out, String err) {}

  Installation(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    Files.copy(Modules.launcher(), file("leadline"));
    Files.createDirectory(file("jdks"));
    set("LEADLINE_JDK_ROOTS", file("jdks").toString());
  }

  Path file(String path) {
    return folder.resolve(path);
  }

  Path write(String path, String content) throws IOException {
    Files.createDirectories(file(path).getParent());
    return Files.writeString(file(path), content);
  }

  Path program(String path, String script) throws IOException {
    Path program = write(path, script);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  /** A JDK at a path, of a version as its {@code release} file gives it. */
  Path jdk(String path, String version) throws IOException {
    write(path + "/release", "JAVA_VERSION=\"" + version + "\"\n");
    program(path + "/bin/java", FAKE_JAVA);
    program(path + "/bin/javac", FAKE_JAVA);
    return file(path);
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  void prependToPath(Path programs) {
    set("PATH", programs + ":" + System.getenv("PATH"));
  }

  Run leadline(String... arguments) throws Exception {
    return run(file("leadline"), arguments);
  }

  Run run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.matches("LEADLINE_.*|JAVA_HOME|CI"));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(60, SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + command);
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
