package dev.leadline.simulator.pubsub;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufAllocator;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS whose certificate is made when the first client comes or asks for it: it takes nearly half of
 * a start, and many users never speak TLS.
 */
final class LazyTls extends SslContext {
  private final Instant from;
  private @Nullable Certificate certificate;
  private @Nullable SslContext context;

  /** TLS with a certificate that is good around a moment. */
  LazyTls(Instant from) {
    this.from = from;
  }

  synchronized Certificate certificate() {
    Certificate made = certificate;
    if (made == null) {
      made = Certificate.make(from);
      certificate = made;
    }
    return made;
  }

  private synchronized SslContext context() {
    SslContext made = context;
    if (made == null) {
      made = make(certificate());
      context = made;
    }
    return made;
  }

  private static SslContext make(Certificate certificate) {
    try {
      return GrpcSslContexts.forServer(certificate.certificateStream(), certificate.keyStream())
          .build();
    } catch (SSLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isClient() {
    return false;
  }

  /** Known without the context, for the server asks when it is built. */
  @Override
  @SuppressWarnings("deprecation") // the type is, but not the method that must give it
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return () -> List.of("h2");
  }

  @Override
  public List<String> cipherSuites() {
    return context().cipherSuites();
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator) {
    return context().newEngine(allocator);
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
    return context().newEngine(allocator, host, port);
  }

  @Override
  public SSLSessionContext sessionContext() {
    return context().sessionContext();
  }
}
