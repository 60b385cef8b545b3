package dev.leadline.simulator.auth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connected apps of the org, by client id. */
public final class Apps {

  private final Map<String, App> byClientId = new ConcurrentHashMap<>();

  public void put(App app) {
    byClientId.put(app.clientId(), app);
  }

  public @Nullable App find(@Nullable String clientId) {
    return clientId == null ? null : byClientId.get(clientId);
  }
}
