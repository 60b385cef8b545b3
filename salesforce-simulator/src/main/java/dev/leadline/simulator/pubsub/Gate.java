package dev.leadline.simulator.pubsub;

import dev.leadline.simulator.auth.Session;
import dev.leadline.simulator.auth.Sessions;
import dev.leadline.simulator.org.RecordId;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/** Lets in whoever brings a living access token and the id of this org. */
final class Gate implements ServerInterceptor {
  private static final Metadata.Key<String> TOKEN = key("accesstoken");
  private static final Metadata.Key<String> INSTANCE = key("instanceurl");
  private static final Metadata.Key<String> TENANT = key("tenantid");
  private static final Context.Key<Session> SESSION = Context.key("session");

  private final Sessions sessions;

  Gate(Sessions sessions) {
    this.sessions = sessions;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** Whose call is being served. */
  static Session session() {
    Session session = SESSION.get();
    if (session == null) {
      throw new IllegalStateException("the call did not come through the gate");
    }
    return session;
  }

  boolean isAlive(Session session) {
    return sessions.find(session.accessToken()) != null;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    try {
      Session session = session(headers);
      return Contexts.interceptCall(
          Context.current().withValue(SESSION, session), call, headers, next);
    } catch (StatusRuntimeException refused) {
      Metadata trailers = refused.getTrailers();
      call.close(refused.getStatus(), trailers == null ? new Metadata() : trailers);
      return new ServerCall.Listener<>() {};
    }
  }

  private Session session(Metadata headers) {
    String token = headers.get(TOKEN);
    String tenant = headers.get(TENANT);
    if (isBlank(token) || isBlank(tenant) || isBlank(headers.get(INSTANCE))) {
      throw Refusal.BAD_HEADERS.because(
          "The accesstoken, instanceurl and tenantid headers are required.");
    }
    Session session = sessions.find(token);
    if (session == null
        || !session.reachesData()
        || !sessions.organizationId().equals(RecordId.normal(tenant))) {
      throw Refusal.NOT_AUTHENTICATED.because("An authentication exception occurred.");
    }
    return session;
  }

  private static boolean isBlank(@Nullable String header) {
    return header == null || header.isBlank();
  }
}
