package dev.leadline.simulator.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;

/** How a call is refused: status, Salesforce's code, and an id to ask support with. */
final class Refusals {
  private static final String CODE = "sfdc.platform.eventbus.grpc.";

  private Refusals() {}

  static void assertRefused(StatusRuntimeException error, Status.Code status, String code) {
    assertThat(error.getStatus().getCode()).isEqualTo(status);
    Metadata trailers = Objects.requireNonNull(error.getTrailers());
    assertThat(trailers.get(Refusal.ERROR_CODE)).isEqualTo(CODE + code);
    assertThat(error.getStatus().getDescription()).contains("rpcId: ");
  }

  static StatusRuntimeException refusal(Runnable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
    return Objects.requireNonNull(refused, "not refused");
  }
}
