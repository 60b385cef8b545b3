package dev.leadline.simulator;

import dev.leadline.simulator.wire.Json;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded web server: plain servlets on virtual threads. */
final class Web implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Web.class);
  private static final int ANSWER_HEAD_BYTES = 64 * 1024;

  /** Far above what the resources take, so that it is they who refuse what is too large. */
  private static final int REQUEST_HEAD_BYTES = 256 * 1024;

  /** Longer than clients keep idle connections, so that none is closed under a new request. */
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

  private static final int FORM_BYTES = 2 * 1024 * 1024;
  private final Tomcat tomcat;
  private final ExecutorService threads;
  private final Path workplace;
  private final String bind;

  /** A servlet and the paths it answers. */
  record Door(String name, Servlet servlet, List<String> paths) {
    Door(String name, Servlet servlet, String... paths) {
      this(name, servlet, List.of(paths));
    }
  }

  private Web(Tomcat tomcat, ExecutorService threads, Path workplace, String bind) {
    this.tomcat = tomcat;
    this.threads = threads;
    this.workplace = workplace;
    this.bind = bind;
  }

  static Web open(Options options, List<Door> doors) throws PortTaken {
    // Nobody looks at this server over JMX, and telling JMX of it takes a sixth of a start.
    Registry.disableRegistry();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Path workplace = workplace();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(workplace.toString());
    tomcat.setConnector(connector(options, threads));
    Context context = tomcat.addContext("", null);
    for (Door door : doors) {
      Tomcat.addServlet(context, door.name(), door.servlet()).setLoadOnStartup(1);
      door.paths().forEach(path -> context.addServletMappingDecoded(path, door.name()));
    }
    context.setUseHttpOnly(true);
    if (context instanceof StandardContext standard) {
      // These look for leaks of redeployed applications, which there are none of here.
      standard.setClearReferencesThreadLocals(false);
      standard.setClearReferencesRmiTargets(false);
    }
    sayErrorsAsOthers(tomcat);
    Web web = new Web(tomcat, threads, workplace, options.bind());
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      web.close();
      throw new PortTaken(options.bind(), options.port(), e);
    }
    if (tomcat.getConnector().getState() != LifecycleState.STARTED
        || tomcat.getConnector().getLocalPort() <= 0) {
      web.close();
      throw new PortTaken(
          options.bind(), options.port(), new IOException("the connector did not start"));
    }
    return web;
  }

  private static Connector connector(Options options, ExecutorService threads) {
    Connector connector = new Connector();
    connector.setPort(options.port());
    connector.setProperty("address", options.bind());
    connector.setProperty("maxHttpHeaderSize", Integer.toString(ANSWER_HEAD_BYTES));
    connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(REQUEST_HEAD_BYTES));
    connector.setProperty("connectionTimeout", Long.toString(options.patience().toMillis()));
    connector.setProperty("keepAliveTimeout", Long.toString(KEEP_ALIVE.toMillis()));
    // Whom the queue of new connections has no room for tries again after a whole second.
    connector.setProperty("acceptCount", "4096");
    connector.setProperty("relaxedQueryChars", "<>[]^`{|}\"\\");
    connector.setProperty("relaxedPathChars", "<>[]^`{|}\"\\");
    connector.setProperty("server", "sfdcedge");
    connector.setProperty("compression", "on");
    connector.setProperty("compressibleMimeType", "text/csv");
    connector.setEncodedSolidusHandling("passthrough");
    connector.setEncodedReverseSolidusHandling("passthrough");
    connector.setMaxPostSize(FORM_BYTES);
    connector.setThrowOnFailure(true);
    connector.getProtocolHandler().setExecutor(threads);
    return connector;
  }

  /** What is so broken that no servlet sees it is refused in the form of all other refusals. */
  private static void sayErrorsAsOthers(Tomcat tomcat) {
    if (tomcat.getHost() instanceof StandardHost host) {
      host.setErrorReportValveClass(Refusals.class.getName());
    }
  }

  /** Made by Tomcat, by its name. */
  public static final class Refusals extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      int status = response.getStatus();
      if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
        return;
      }
      String code =
          switch (status) {
            case 405 -> "METHOD_NOT_ALLOWED";
            case 431 -> "REQUEST_HEADER_FIELDS_TOO_LARGE";
            default -> status < 500 ? "BAD_REQUEST" : "UNKNOWN_EXCEPTION";
          };
      String message = "The request cannot be understood: " + status;
      response.setContentType("application/json;charset=UTF-8");
      try {
        PrintWriter out = response.getReporter();
        if (out != null) {
          out.write(Json.text(List.of(Map.of("message", message, "errorCode", code))));
          response.finishResponse();
        }
      } catch (IOException e) {
        LOG.debug("The client of a broken request has gone", e);
      }
    }
  }

  private static Path workplace() {
    try {
      return Files.createTempDirectory("salesforce-simulator");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The host under which others reach it, as it stands in a URL. */
  String host() {
    String host = bind.equals("0.0.0.0") ? "127.0.0.1" : bind;
    return host.contains(":") ? "[" + host + "]" : host;
  }

  String url() {
    return "http://" + host() + ":" + tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      LOG.warn("the web server did not stop cleanly: {}", e.getMessage());
    }
    threads.shutdownNow();
    try (var files = Files.walk(workplace)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      LOG.debug("left {} behind: {}", workplace, e.getMessage());
    }
  }
}
