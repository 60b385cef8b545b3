package dev.leadline.simulator;

import dev.leadline.simulator.org.Snapshot;
import dev.leadline.simulator.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: starts an org and keeps it until the process is told to stop. */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    subcommands = Train.class,
    description = "Runs a local org that behaves on the wire like Salesforce.",
    footer = {"", "Example: simulator --port 0 --json"})
public final class Main implements Callable<Integer> {

  /** Held here, for a logger that nobody holds forgets its level. */
  private static final Logger SERVER_LOG = Logger.getLogger("org.apache");

  @Option(
      names = "--port",
      defaultValue = "8780",
      description = "HTTP port, 0 for a free one (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default ${DEFAULT-VALUE}).")
  private String bind = "";

  @Option(names = "--json", description = "Print one JSON line with all addresses when ready.")
  private boolean json;

  @Option(names = "--client-id", description = "Client id of the connected app (default: made up).")
  private @Nullable String clientId;

  @Option(
      names = "--client-secret",
      description = "Client secret of the connected app (default: made up).")
  private @Nullable String clientSecret;

  @Option(
      names = "--seed",
      description = "Make ids, tokens and generated records the same in every run.")
  private @Nullable Long seed;

  @Option(
      names = "--start-at",
      description = "The org's time at the start, such as 2026-01-05T09:00:00Z.")
  private @Nullable String startAt;

  @Option(
      names = "--pubsub-port",
      defaultValue = "0",
      description = "Port of the Pub/Sub API with TLS (default: a free one).")
  private int pubSubPort;

  @Option(
      names = "--pubsub-plain-port",
      defaultValue = "0",
      description = "Port of the Pub/Sub API in plain text (default: a free one).")
  private int pubSubPlainPort;

  @Option(
      names = "--snapshot",
      description =
          "File to take the records from at the start, if there, and to keep them in at the end.")
  private @Nullable Path snapshot;

  @Option(
      names = "--declare",
      description =
          "Declare an object ('Thing__c | Thing') or a field ('Lead: Score__c | Score | double(18,2)'); may be repeated.")
  private List<String> declarations = new ArrayList<>();

  @Option(
      names = "--with-parent",
      description =
          "Stop when standard input ends, as it does when the process that started this one is gone.")
  private boolean withParent;

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    SERVER_LOG.setLevel(Level.WARNING);
    System.exit(new CommandLine(new Main(System.out, System.err)).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    Options options =
        new Options(
            port,
            bind,
            clientId,
            clientSecret,
            seed,
            startAt,
            pubSubPort,
            pubSubPlainPort,
            snapshot,
            Options.USUAL_PATIENCE,
            declarations);
    try (Simulator simulator = Simulator.start(options)) {
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(simulator, stopped)));
      tell(simulator);
      if (withParent) {
        Thread.ofPlatform().daemon().name("parent").start(() -> awaitParentsEnd(stopped));
      }
      stopped.await();
    } catch (PortTaken e) {
      err.println(e.getMessage());
      return 1;
    } catch (Snapshot.Unreadable e) {
      err.println(e.getMessage());
      return 1;
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      err.println(e.getMessage());
      return 2;
    }
    return 0;
  }

  /** Nobody writes to our standard input: what comes from there is its end. */
  private static void awaitParentsEnd(CountDownLatch stopped) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      Logger.getLogger(Main.class.getName())
          .log(Level.WARNING, "standard input broke; stopping", e);
    }
    stopped.countDown();
  }

  private static void stop(Simulator simulator, CountDownLatch stopped) {
    simulator.close();
    stopped.countDown();
  }

  private void tell(Simulator simulator) {
    if (json) {
      out.println(Json.text(simulator.addresses()));
    } else {
      out.println("The org is ready: " + simulator.rest());
      for (Map.Entry<String, String> address : simulator.addresses().entrySet()) {
        out.println("  " + address.getKey() + ": " + address.getValue());
      }
    }
    out.flush();
  }
}
