package dev.leadline.server.start;

import dev.leadline.server.admin.AdminStage;
import dev.leadline.server.configuration.HttpSettings;
import dev.leadline.server.configuration.HttpSettings.AccessLog;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.segment.SegmentDoor;
import dev.leadline.server.wiring.Crm;
import dev.leadline.server.wiring.Hub;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The HTTP side of a hub, from open to closed port. */
public final class WebServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private WebServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Answers once requests are served. */
  public static WebServer open(Hub hub, Crm crm, Settings settings) {
    SpringApplication application =
        new SpringApplication(
            WebStage.class,
            AccessStage.class,
            SegmentStage.class,
            PageStage.class,
            AdminStage.class,
            WatchStage.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.setAddCommandLineProperties(false);
    application.addInitializers(
        context -> hand((GenericApplicationContext) context, hub, crm, settings));
    return new WebServer(application.run());
  }

  private static void hand(GenericApplicationContext context, Hub hub, Crm crm, Settings settings) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("leadline", properties(settings)));
    context.registerBean(Hub.class, () -> hub, definition -> definition.setDestroyMethodName(""));
    context.registerBean(Crm.class, () -> crm);
    context.registerBean(Settings.class, () -> settings);
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
  public int port() {
    if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
      return web.getWebServer().getPort();
    }
    throw new IllegalStateException("The server is not open.");
  }

  /** Takes no new requests, answers those that came, then closes. */
  @Override
  public void close() {
    context.close();
  }
}
