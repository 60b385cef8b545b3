package dev.leadline.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an org is to be started.
 *
 * @param port the HTTP port; 0 takes a free one
 * @param bind the address to listen on
 * @param clientId the client id of the first connected app; null makes one up
 * @param clientSecret its secret; null makes one up
 * @param seed makes ids, tokens and generated records the same in every run; null is random
 * @param startAt the org's time at the start as an ISO instant; null is now
 * @param pubSubPort the port of the Pub/Sub API with TLS; 0 takes a free one, as for the next
 * @param pubSubPlainPort the port of the Pub/Sub API in plain text
 * @param snapshot the file from which records come at the start and to which they go at the end;
 *     null for none
 * @param patience how long a client may be silent within a request
 * @param declarations objects and fields to declare: {@code Thing__c | Thing} or {@code Lead:
 *     Score__c | Score | double(18,2)}
 */
public record Options(
    int port,
    String bind,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable Long seed,
    @Nullable String startAt,
    int pubSubPort,
    int pubSubPlainPort,
    @Nullable Path snapshot,
    Duration patience,
    List<String> declarations) {

  /** As patient as the org is when nothing else is said. */
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);

  public Options {
    declarations = List.copyOf(declarations);
  }

  /** A free port on the loopback address, everything else as it comes. */
  public static Options free() {
    return new Options(
        0, "127.0.0.1", null, null, null, null, 0, 0, null, USUAL_PATIENCE, List.of());
  }

  public Options withPort(int wanted) {
    return with(copy -> copy.port = wanted);
  }

  public Options withApp(String id, String secret) {
    return with(copy -> {
      copy.clientId = id;
      copy.clientSecret = secret;
    });
  }

  public Options withSeed(long wanted) {
    return with(copy -> copy.seed = wanted);
  }

  public Options startingAt(String instant) {
    return with(copy -> copy.startAt = instant);
  }

  public Options declaring(String... lines) {
    return with(copy -> copy.declarations = List.of(lines));
  }

  public Options keptIn(Path file) {
    return with(copy -> copy.snapshot = file);
  }

  public Options withPatience(Duration wanted) {
    return with(copy -> copy.patience = wanted);
  }

  private Options with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new Options(
        copy.port,
        bind,
        copy.clientId,
        copy.clientSecret,
        copy.seed,
        copy.startAt,
        pubSubPort,
        pubSubPlainPort,
        copy.snapshot,
        copy.patience,
        copy.declarations);
  }

  /** What can be changed of options, while it is. */
  private static final class Copy {
    int port;
    @Nullable String clientId;
    @Nullable String clientSecret;
    @Nullable Long seed;
    @Nullable String startAt;
    @Nullable Path snapshot;
    Duration patience;
    List<String> declarations;

    Copy(Options from) {
      port = from.port;
      clientId = from.clientId;
      clientSecret = from.clientSecret;
      seed = from.seed;
      startAt = from.startAt;
      snapshot = from.snapshot;
      patience = from.patience;
      declarations = from.declarations;
    }
  }
}
