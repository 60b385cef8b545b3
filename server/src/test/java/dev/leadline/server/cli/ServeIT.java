package dev.leadline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Starts that cannot succeed. */
class ServeIT {
  @TempDir private Path folder;

  private record Run(int exit, String err) {}

  @Test
  void aTakenPortIsSaidInOneLineBeforeAnythingIsStarted() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Path data = folder.resolve("data");

      Run run = serve("--port=" + taken.getLocalPort(), "--data=" + data);

      assertThat(run.exit()).isEqualTo(5);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .contains("port " + taken.getLocalPort() + " is taken", "--port");
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void aDeadDatabaseIsSaidInOneLine() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    Path file =
        Files.writeString(
            folder.resolve("leadline.conf"),
            "database.url = postgresql://u:secret@127.0.0.1:" + closed + "/leadline\n");

    Run run = serve("--port=0", "--config=" + file, "--data=" + folder.resolve("data"));

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("127.0.0.1:" + closed).doesNotContain("\tat ", "secret");
  }

  private static Run serve(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine commands = Leadline.commands().setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "serve";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new Run(commands.execute(all), err.toString());
  }
}
