package dev.leadline.server.cli;

import dev.leadline.server.demo.DemoSettings;
import dev.leadline.server.demo.DemoTrouble;
import dev.leadline.server.demo.Greeting;
import dev.leadline.server.demo.RunDemo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a hub with a sample company beside a simulated Salesforce org. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a hub with a sample company beside a simulated Salesforce org, to look around.",
      "",
      "Every start begins anew: the org keeps its records in memory, so the hub forgets with it. "
          + "While it runs, calls come in by themselves and sales edits records now and then.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  leadline demo",
      "  leadline demo --port 0 --salesforce-port 0 --json"
    })
final class Demo implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "The hub's port; 0 for any that is free (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--salesforce-port",
      defaultValue = "8090",
      paramLabel = "N",
      description = "The simulated org's port; 0 for any that is free (default ${DEFAULT-VALUE}).")
  private int salesforcePort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A directory for the demo alone, emptied at every start (default .data/demo where Leadline is).")
  private @Nullable Path data;

  @Option(
      names = "--events-per-minute",
      defaultValue = "6",
      paramLabel = "N",
      description = "How much happens by itself; 0 for nothing (default ${DEFAULT-VALUE}).")
  private int eventsPerMinute;

  @Option(
      names = "--poll-seconds",
      defaultValue = "5",
      paramLabel = "N",
      description = "How often changes are read from the org (default ${DEFAULT-VALUE}).")
  private int pollSeconds;

  @Option(
      names = "--json",
      description =
          "Print one line of JSON with addresses and keys when ready; all else to stderr.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    LogLevel.usually("warn"); // the screen belongs to the greeting
    PrintWriter out = spec().commandLine().getOut();
    PrintWriter err = spec().commandLine().getErr();
    try (RunDemo demo =
        new RunDemo(
            new DemoSettings(
                port,
                salesforcePort,
                data == null ? RunDemo.home().resolve(Path.of(".data", "demo")) : data,
                eventsPerMinute,
                Duration.ofSeconds(pollSeconds)),
            step -> {
              err.println("leadline: " + step);
              err.flush();
            })) {
      Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop"));
      Greeting greeting = demo.start();
      out.println(json ? greeting.json() : greeting.text());
      out.flush();
      demo.awaitEnd();
      return 0;
    } catch (DemoTrouble e) {
      err.println("leadline: " + e.getMessage());
      err.flush();
      return e instanceof DemoTrouble.PortTaken ? Leadline.PORT_TAKEN : Leadline.FAILED;
    }
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("the command was not made by picocli");
    }
    return spec;
  }
}
