package dev.leadline.simulator.pubsub;

import static dev.leadline.simulator.pubsub.PubSubBench.LEADS;
import static dev.leadline.simulator.pubsub.Refusals.assertRefused;
import static dev.leadline.simulator.pubsub.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicInfo;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the API behaves: topics, flow, replay, errors. */
class PubSubIT {
  private final PubSubBench bench;

  PubSubIT() throws IOException {
    bench = new PubSubBench(Duration.ofMillis(300), 100_000);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void aTopicNamesItsSchema() {
    TopicInfo topic = bench.topic(LEADS);
    assertThat(topic.getCanSubscribe()).isTrue();
    assertThat(topic.getCanPublish()).isFalse();
    assertThat(topic.getSchemaId()).hasSize(22);
    assertThat(bench.schema(topic.getSchemaId()).getFields().getFirst().name())
        .isEqualTo("ChangeEventHeader");
    assertThat(bench.topic("/data/ChangeEvents").getSchemaId()).isEmpty();
  }

  @Test
  void tlsWorksForWhoeverTrustsTheCertificate() {
    TopicRequest request = TopicRequest.newBuilder().setTopicName(LEADS).build();
    assertThat(bench.secureCalls().getTopic(request).getTopicName()).isEqualTo(LEADS);
  }

  @Test
  void unknownTopicsAndSchemasAreRefused() {
    assertRefused(
        refusal(() -> bench.topic("/data/NopeChangeEvent")),
        Status.Code.NOT_FOUND,
        "topic.not.found");
    assertRefused(refusal(() -> bench.topic("nonsense")), Status.Code.NOT_FOUND, "topic.not.found");
    assertRefused(
        refusal(() -> bench.topic("")), Status.Code.INVALID_ARGUMENT, "topic.validation.empty");
    assertRefused(
        refusal(() -> bench.calls().getSchema(SchemaRequest.getDefaultInstance())),
        Status.Code.INVALID_ARGUMENT,
        "schema.validation.failed");
  }

  @Test
  void onlyALivingTokenOfThisOrgIsLetIn() {
    TopicRequest request = TopicRequest.newBuilder().setTopicName(LEADS).build();
    String token = bench.session.accessToken();
    String tenant = bench.sessions.organizationId();
    String shortTenant = tenant.substring(0, 15);
    assertThat(bench.calls(bench.headers(token, shortTenant)).getTopic(request).getTopicName())
        .isEqualTo(LEADS);
    assertRefused(
        refusal(() -> bench.calls(bench.headers("x", tenant)).getTopic(request)),
        Status.Code.UNAUTHENTICATED,
        "service.auth.error");
    String narrow = bench.sessions.open(bench.session.userId(), "client", "id web").accessToken();
    assertRefused(
        refusal(() -> bench.calls(bench.headers(narrow, tenant)).getTopic(request)),
        Status.Code.UNAUTHENTICATED,
        "service.auth.error");
    assertRefused(
        refusal(() -> bench.calls(bench.headers(token, "00D000000000001")).getTopic(request)),
        Status.Code.UNAUTHENTICATED,
        "service.auth.error");
    assertRefused(
        refusal(() -> bench.calls(new Metadata()).getTopic(request)),
        Status.Code.UNAUTHENTICATED,
        "service.auth.headers.invalid");
  }

  @Test
  void latestBeginsWithWhatComesNext() throws Exception {
    bench.lead("Before");
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.LATEST, 10)) {
      subscriber.keepAlive();
      String after = bench.lead("After");
      ConsumerEvent event = subscriber.events(1).getFirst();
      assertThat(PubSubBench.header(bench.read(event)).get("recordIds").toString())
          .isEqualTo("[" + after + "]");
    }
  }

  @Test
  void noMoreComesThanWasAskedFor() throws Exception {
    bench.leads(7);
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.EARLIEST, 3)) {
      FetchResponse first = subscriber.response();
      assertThat(first.getEventsCount()).isEqualTo(3);
      assertThat(first.getPendingNumRequested()).isZero();
      assertThat(subscriber.response().getEventsCount()).isZero();
      subscriber.more(2);
      assertThat(subscriber.events(2)).hasSize(2);
      subscriber.more(100);
      FetchResponse rest = subscriber.filled();
      assertThat(rest.getEventsCount()).isEqualTo(2);
      assertThat(rest.getPendingNumRequested()).isEqualTo(98);
    }
  }

  @Test
  void moreThanAHundredAreNeverOutstanding() throws Exception {
    bench.leads(130);
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.EARLIEST, 5_000)) {
      assertThat(subscriber.events(100)).hasSize(100);
      assertThat(subscriber.keepAlive().getPendingNumRequested()).isZero();
    }
  }

  @Test
  void aReplayIdLeadsOnFromItsEvent() throws Exception {
    bench.leads(5);
    List<ConsumerEvent> all;
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.EARLIEST, 5)) {
      all = subscriber.events(5);
    }
    try (Subscriber subscriber = bench.subscriber(LEADS).after(all.get(2).getReplayId(), 5)) {
      assertThat(subscriber.events(2)).isEqualTo(all.subList(3, 5));
    }
  }

  @Test
  void anIdleSubscriberGetsAPositionToKeep() throws Exception {
    ByteString position;
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.LATEST, 10)) {
      position = subscriber.keepAlive().getLatestReplayId();
    }
    bench.lead("While away");
    try (Subscriber subscriber = bench.subscriber(LEADS).after(position, 10)) {
      assertThat(subscriber.events(1)).hasSize(1);
    }
  }

  @Test
  void someoneWhoHasNotFetchedIsNotToldToSkip() throws Exception {
    bench.leads(2);
    ByteString position;
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.EARLIEST, 1)) {
      assertThat(subscriber.events(1)).hasSize(1);
      position = subscriber.keepAlive().getLatestReplayId();
    }
    try (Subscriber subscriber = bench.subscriber(LEADS).after(position, 5)) {
      assertThat(subscriber.events(1)).hasSize(1);
    }
  }

  @Test
  void afterSeventyTwoHoursEventsAndTheirIdsAreGone() throws Exception {
    bench.lead("Old");
    ByteString old;
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.EARLIEST, 5)) {
      old = subscriber.events(1).getFirst().getReplayId();
    }
    bench.clock.advance(Duration.ofHours(71));
    String young = bench.lead("Young");
    bench.clock.advance(Duration.ofHours(2));
    try (Subscriber subscriber = bench.subscriber(LEADS).after(old, 5)) {
      assertRefused(
          subscriber.error(),
          Status.Code.INVALID_ARGUMENT,
          "subscription.fetch.replayid.corrupted");
    }
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.EARLIEST, 5)) {
      GenericRecord event = bench.read(subscriber.events(1).getFirst());
      assertThat(PubSubBench.header(event).get("recordIds").toString()).contains(young);
    }
  }

  @Test
  void badRequestsEndTheStreamWithTheirReason() throws Exception {
    bench.lead("A");
    try (Subscriber subscriber =
        bench.subscriber(LEADS).after(ByteString.copyFromUtf8("0123456789"), 5)) {
      assertRefused(
          subscriber.error(),
          Status.Code.INVALID_ARGUMENT,
          "subscription.fetch.replayid.corrupted");
    }
    try (Subscriber subscriber = bench.subscriber(LEADS).after(ByteString.EMPTY, 5)) {
      assertRefused(
          subscriber.error(),
          Status.Code.INVALID_ARGUMENT,
          "subscription.fetch.replayid.validation.failed");
    }
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.LATEST, 0)) {
      assertRefused(
          subscriber.error(),
          Status.Code.INVALID_ARGUMENT,
          "subscription.fetch.requested.events.invalid");
    }
    try (Subscriber subscriber =
        bench.subscriber("/data/NopeChangeEvent").from(ReplayPreset.LATEST, 1)) {
      assertRefused(subscriber.error(), Status.Code.NOT_FOUND, "topic.not.found");
    }
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.LATEST, 1)) {
      subscriber.send(
          FetchRequest.newBuilder().setTopicName("/data/ChangeEvents").setNumRequested(1).build());
      assertRefused(
          subscriber.error(), Status.Code.INVALID_ARGUMENT, "subscription.fetch.topic.mismatch");
    }
  }

  @Test
  void theStreamIsCutWhenTheTokenExpiresOrTheServiceStops() throws Exception {
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.LATEST, 1)) {
      subscriber.keepAlive();
      bench.pubSub.cutStreams();
      assertRefused(subscriber.error(), Status.Code.UNAVAILABLE, "service.unavailable");
    }
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.LATEST, 1)) {
      subscriber.keepAlive();
      bench.sessions.expireAll();
      assertRefused(subscriber.error(), Status.Code.UNAUTHENTICATED, "service.auth.error");
    }
  }

  @Test
  void replayIdsRiseWithGaps() throws Exception {
    bench.leads(20);
    List<ConsumerEvent> events;
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.EARLIEST, 20)) {
      events = subscriber.events(20);
    }
    List<Long> numbers =
        events.stream().map(e -> e.getReplayId().asReadOnlyByteBuffer().getLong()).toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.getLast() - numbers.getFirst()).isGreaterThan(19);
  }
}
