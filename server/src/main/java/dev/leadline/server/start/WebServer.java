package dev.leadline.server.start;

import dev.leadline.server.admin.AdminStage;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.HttpSettings.AccessLog;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.segment.SegmentDoor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** The HTTP side of a hub, from open to closed port. */
final class WebServer implements AutoCloseable {
  private final AnnotationConfigServletWebServerApplicationContext context;

  private WebServer(AnnotationConfigServletWebServerApplicationContext context) {
    this.context = context;
  }

  /**
   * Answers once requests are served. What is behind the port may still be opening; it is waited
   * for when the first door is made.
   *
   * @throws PortInUseException when another has the port
   */
  static WebServer open(Settings settings, CompletableFuture<Backend> backend) {
    var context = new AnnotationConfigServletWebServerApplicationContext();
    MutablePropertySources sources = context.getEnvironment().getPropertySources();
    sources.addFirst(new MapPropertySource("leadline", properties(settings)));
    ConfigurationPropertySources.attach(context.getEnvironment());
    context.register(
        WebStage.class,
        AccessStage.class,
        SegmentStage.class,
        PageStage.class,
        AdminStage.class,
        WatchStage.class);
    context.addBeanFactoryPostProcessor(beans -> {
      beans.registerSingleton("settings", settings);
      beans.registerSingleton("hub", backend.join().hub());
      beans.registerSingleton("crm", backend.join().crm());
    });
    try {
      context.refresh();
    } catch (ApplicationContextException e) {
      throw e.getCause() instanceof PortInUseException taken ? taken : e;
    }
    AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
    AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
    return new WebServer(context);
  }

  /** What Boot is told; nobody else tells it anything. */
  private static Map<String, Object> properties(Settings settings) {
    HttpSettings http = settings.http();
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", http.port());
    if (!http.address().isEmpty()) {
      properties.put("server.address", http.address());
    }
    properties.put("server.shutdown", "graceful");
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
    properties.put("spring.threads.virtual.enabled", true);
    properties.put("server.compression.enabled", true);
    // Senders keep few connections and use each for ever.
    properties.put("server.tomcat.max-keep-alive-requests", -1);
    properties.put("server.tomcat.keep-alive-timeout", "60s");
    // Whom the queue of new connections has no room for tries again after a whole second.
    properties.put("server.tomcat.accept-count", 4096);
    // What a caller writes into Host must not decide where a page sends somebody.
    properties.put("server.tomcat.use-relative-redirects", true);
    properties.put("server.servlet.session.timeout", "8h");
    properties.put("server.servlet.session.cookie.name", "leadline");
    properties.put("server.servlet.session.cookie.http-only", true);
    properties.put("server.servlet.session.cookie.same-site", "lax");
    properties.put("server.servlet.session.cookie.secure", http.behindProxy());
    properties.put("server.forward-headers-strategy", http.behindProxy() ? "native" : "none");
    properties.put("server.servlet.session.tracking-modes", "cookie");
    properties.put("spring.mvc.formcontent.filter.enabled", false);
    properties.put("spring.servlet.multipart.max-file-size", "5MB");
    properties.put("spring.servlet.multipart.max-request-size", "5MB");
    properties.put("spring.mvc.static-path-pattern", "/static/**");
    properties.put("spring.web.resources.chain.enabled", true);
    properties.put("spring.web.resources.cache.cachecontrol.max-age", "1h");
    properties.put("spring.web.error.whitelabel.enabled", false);
    properties.put("management.endpoints.web.base-path", "/");
    properties.put("management.endpoints.web.exposure.include", "health,prometheus");
    properties.put("management.endpoints.web.path-mapping.prometheus", "metrics");
    properties.put("management.endpoint.health.probes.enabled", true);
    properties.put("management.endpoint.health.group.readiness.include", "readinessState,database");
    properties.putAll(accessLog(settings));
    return properties;
  }

  /** Tomcat's own, which writes in the background; a new file each day, kept for a fortnight. */
  private static Map<String, Object> accessLog(Settings settings) {
    AccessLog wanted = settings.http().accessLog();
    if (wanted == AccessLog.NONE) {
      return Map.of();
    }
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.tomcat.accesslog.enabled", true);
    properties.put(
        "server.tomcat.accesslog.directory",
        settings.data().toAbsolutePath().resolve("logs").toString());
    properties.put("server.tomcat.accesslog.prefix", "access");
    properties.put("server.tomcat.accesslog.max-days", 14);
    properties.put(
        "server.tomcat.accesslog.pattern",
        "%{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}t %a \"%m %U\" %s %B %D us");
    if (wanted == AccessLog.UNUSUAL) {
      properties.put("server.tomcat.accesslog.condition-unless", SegmentDoor.USUAL);
    }
    return properties;
  }

  /** The port that requests are served on. */
  int port() {
    return Objects.requireNonNull(context.getWebServer(), "open").getPort();
  }

  /** Takes no new requests, answers those that came, then closes. */
  @Override
  public void close() {
    context.close();
  }
}
