package dev.leadline.simulator.pubsub;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.UUID;

/** The errors of the Pub/Sub API: a gRPC status with the org's own code in the trailers. */
enum Refusal {
  UNAVAILABLE(Status.Code.UNAVAILABLE, "service.unavailable"),
  NOT_AUTHENTICATED(Status.Code.UNAUTHENTICATED, "service.auth.error"),
  BAD_HEADERS(Status.Code.UNAUTHENTICATED, "service.auth.headers.invalid"),
  TOO_MANY_CLIENTS(Status.Code.RESOURCE_EXHAUSTED, "concurrent.client.limit.exceeded"),
  NO_TOPIC(Status.Code.NOT_FOUND, "topic.not.found"),
  EMPTY_TOPIC(Status.Code.INVALID_ARGUMENT, "topic.validation.empty"),
  NO_SCHEMA(Status.Code.NOT_FOUND, "schema.meta.permission"),
  EMPTY_SCHEMA(Status.Code.INVALID_ARGUMENT, "schema.validation.failed"),
  BAD_REPLAY_ID(Status.Code.INVALID_ARGUMENT, "subscription.fetch.replayid.corrupted"),
  NO_REPLAY_ID(Status.Code.INVALID_ARGUMENT, "subscription.fetch.replayid.validation.failed"),
  BAD_COUNT(Status.Code.INVALID_ARGUMENT, "subscription.fetch.requested.events.invalid"),
  OTHER_TOPIC(Status.Code.INVALID_ARGUMENT, "subscription.fetch.topic.mismatch"),
  MAY_NOT_SUBSCRIBE(Status.Code.PERMISSION_DENIED, "subscription.topic.cannot.subscribe"),
  NOTHING_PUBLISHED(Status.Code.INVALID_ARGUMENT, "publish.event.count.invalid"),
  OTHER_PUBLISH_TOPIC(Status.Code.INVALID_ARGUMENT, "publish.topic.mismatch"),
  EMPTY_PUBLISH_TOPIC(Status.Code.INVALID_ARGUMENT, "publish.topic.validation.empty"),
  MAY_NOT_PUBLISH(Status.Code.PERMISSION_DENIED, "topic.meta.permission"),
  ALREADY_ACTIVE(Status.Code.ALREADY_EXISTS, "managed.subscription.already.active"),
  NO_MANAGED_NAME(Status.Code.NOT_FOUND, "managed.subscription.developer.name.not.found"),
  NO_MANAGED_ID(Status.Code.NOT_FOUND, "managed.subscription.subscription.id.not.found"),
  ONE_MANAGED_NAME(Status.Code.INVALID_ARGUMENT, "managed.subscription.id.or.developer.name.empty"),
  BAD_MANAGED_COUNT(
      Status.Code.INVALID_ARGUMENT, "managed.subscription.fetch.request.events.invalid"),
  EARLY_COMMIT(
      Status.Code.INVALID_ARGUMENT, "managed.subscription.fetch.request.commit.request.restricted");

  static final Metadata.Key<String> ERROR_CODE =
      Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);
  static final Metadata.Key<String> RPC_ID =
      Metadata.Key.of("rpc-id", Metadata.ASCII_STRING_MARSHALLER);

  private final Status.Code status;
  private final String code;

  Refusal(Status.Code status, String code) {
    this.status = status;
    this.code = "sfdc.platform.eventbus.grpc." + code;
  }

  StatusRuntimeException because(String message) {
    String rpcId = UUID.randomUUID().toString();
    return status
        .toStatus()
        .withDescription(message + " rpcId: " + rpcId)
        .asRuntimeException(trailers(rpcId));
  }

  Status status() {
    return status.toStatus();
  }

  Metadata trailers(String rpcId) {
    Metadata trailers = new Metadata();
    trailers.put(ERROR_CODE, code);
    trailers.put(RPC_ID, rpcId);
    return trailers;
  }
}
