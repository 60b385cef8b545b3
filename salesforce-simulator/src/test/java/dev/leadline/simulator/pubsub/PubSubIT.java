package dev.leadline.simulator.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.CommitReplayRequest;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.ErrorCode;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.ManagedFetchRequest;
import com.salesforce.eventbus.protobuf.ManagedFetchResponse;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.PublishResponse;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicInfo;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the API behaves: topics, flow, replay, errors. */
class PubSubIT {
  private static final String LEADS = "/data/LeadChangeEvent";
  private static final String CODE = "sfdc.platform.eventbus.grpc.";

  private final PubSubBench bench;

  PubSubIT() throws IOException {
    bench = new PubSubBench(Duration.ofMillis(300), 100_000);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private void leads(int count) {
    IntStream.range(0, count).forEach(i -> bench.lead("L" + i));
  }

  private static void assertRefused(StatusRuntimeException error, Status.Code status, String code) {
    assertThat(error.getStatus().getCode()).isEqualTo(status);
    Metadata trailers = Objects.requireNonNull(error.getTrailers());
    assertThat(trailers.get(Refusal.ERROR_CODE)).isEqualTo(CODE + code);
    assertThat(error.getStatus().getDescription()).contains("rpcId: ");
  }

  private TopicInfo topic(String name) {
    return bench.calls().getTopic(TopicRequest.newBuilder().setTopicName(name).build());
  }

  @Test
  void aTopicNamesItsSchema() {
    TopicInfo topic = topic(LEADS);
    assertThat(topic.getCanSubscribe()).isTrue();
    assertThat(topic.getCanPublish()).isFalse();
    assertThat(topic.getSchemaId()).hasSize(22);
    assertThat(bench.schema(topic.getSchemaId()).getFields().getFirst().name())
        .isEqualTo("ChangeEventHeader");
    assertThat(topic("/data/ChangeEvents").getSchemaId()).isEmpty();
  }

  @Test
  void tlsWorksForWhoeverTrustsTheCertificate() {
    TopicRequest request = TopicRequest.newBuilder().setTopicName(LEADS).build();
    assertThat(bench.secureCalls().getTopic(request).getTopicName()).isEqualTo(LEADS);
  }

  @Test
  void unknownTopicsAndSchemasAreRefused() {
    assertRefused(
        refusal(() -> topic("/data/NopeChangeEvent")), Status.Code.NOT_FOUND, "topic.not.found");
    assertRefused(refusal(() -> topic("nonsense")), Status.Code.NOT_FOUND, "topic.not.found");
    assertRefused(refusal(() -> topic("")), Status.Code.INVALID_ARGUMENT, "topic.validation.empty");
    assertRefused(
        refusal(() -> bench.calls().getSchema(SchemaRequest.getDefaultInstance())),
        Status.Code.INVALID_ARGUMENT,
        "schema.validation.failed");
  }

  private static StatusRuntimeException refusal(Runnable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
    return Objects.requireNonNull(refused, "not refused");
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
    leads(7);
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
    leads(130);
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.EARLIEST, 5_000)) {
      assertThat(subscriber.events(100)).hasSize(100);
      assertThat(subscriber.keepAlive().getPendingNumRequested()).isZero();
    }
  }

  @Test
  void aReplayIdLeadsOnFromItsEvent() throws Exception {
    leads(5);
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
    leads(2);
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
    leads(20);
    List<ConsumerEvent> events;
    try (Subscriber subscriber = bench.subscriber(LEADS).from(ReplayPreset.EARLIEST, 20)) {
      events = subscriber.events(20);
    }
    List<Long> numbers =
        events.stream().map(e -> e.getReplayId().asReadOnlyByteBuffer().getLong()).toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.getLast() - numbers.getFirst()).isGreaterThan(19);
  }

  @Test
  void aPublishedEventReachesItsSubscribers() throws Exception {
    Map<String, PlatformEvents.FieldType> fields =
        new TreeMap<>(Map.of("Order__c", PlatformEvents.FieldType.TEXT));
    bench.pubSub.platformEvents().declare("Shipped__e", fields);
    TopicInfo topic = topic("/event/Shipped__e");
    assertThat(topic.getCanPublish()).isTrue();
    ByteString payload = shipped(bench.schema(topic.getSchemaId()), "A-7");
    PublishResponse published =
        bench
            .calls()
            .publish(
                PublishRequest.newBuilder()
                    .setTopicName("/event/Shipped__e")
                    .addEvents(event("e1", topic.getSchemaId(), payload))
                    .addEvents(event("e2", topic.getSchemaId(), ByteString.copyFromUtf8("!")))
                    .build());
    assertThat(published.getResults(0).getReplayId().size()).isEqualTo(10);
    assertThat(published.getResults(0).getCorrelationKey()).isEqualTo("e1");
    assertThat(published.getResults(1).getError().getCode()).isEqualTo(ErrorCode.PUBLISH);
    try (Subscriber subscriber =
        bench.subscriber("/event/Shipped__e").from(ReplayPreset.EARLIEST, 5)) {
      ConsumerEvent event = subscriber.events(1).getFirst();
      assertThat(event.getEvent().getId()).isEqualTo("e1");
      assertThat(bench.read(event).get("Order__c").toString()).isEqualTo("A-7");
    }
  }

  private static ProducerEvent event(String id, String schemaId, ByteString payload) {
    return ProducerEvent.newBuilder().setId(id).setSchemaId(schemaId).setPayload(payload).build();
  }

  private static ByteString shipped(Schema schema, String order) throws IOException {
    GenericRecord record = new GenericData.Record(schema);
    record.put("CreatedDate", 1L);
    record.put("CreatedById", "005");
    record.put("Order__c", order);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return ByteString.copyFrom(bytes.toByteArray());
  }

  @Test
  void changesCannotBePublishedNorEmptyBatches() {
    PublishRequest changes =
        PublishRequest.newBuilder()
            .setTopicName(LEADS)
            .addEvents(event("e", "s", ByteString.EMPTY))
            .build();
    assertRefused(
        refusal(() -> bench.calls().publish(changes)),
        Status.Code.PERMISSION_DENIED,
        "topic.meta.permission");
    bench.pubSub.platformEvents().declare("Shipped__e", Map.of());
    PublishRequest empty = PublishRequest.newBuilder().setTopicName("/event/Shipped__e").build();
    assertRefused(
        refusal(() -> bench.calls().publish(empty)),
        Status.Code.INVALID_ARGUMENT,
        "publish.event.count.invalid");
  }

  @Test
  void aPublishStreamAnswersEachBatch() throws Exception {
    bench.pubSub.platformEvents().declare("Ping__e", Map.of());
    String schema = topic("/event/Ping__e").getSchemaId();
    GenericRecord record = new GenericData.Record(bench.schema(schema));
    record.put("CreatedDate", 1L);
    record.put("CreatedById", "005");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    ProducerEvent ping = event("p", schema, ByteString.copyFrom(bytes.toByteArray()));
    Collected<PublishResponse> answers = new Collected<>();
    StreamObserver<PublishRequest> requests = bench.streams().publishStream(answers);
    requests.onNext(
        PublishRequest.newBuilder().setTopicName("/event/Ping__e").addEvents(ping).build());
    requests.onNext(PublishRequest.newBuilder().addEvents(ping).addEvents(ping).build());
    assertThat(answers.next().getResultsCount()).isEqualTo(1);
    assertThat(answers.next().getResultsCount()).isEqualTo(2);
    requests.onCompleted();
  }

  @Test
  void aManagedSubscriptionGoesOnWhereItsSubscriberCommitted() throws Exception {
    bench.pubSub.managedSubscriptions().declare("Mine", LEADS, true);
    leads(3);
    Collected<ManagedFetchResponse> first = new Collected<>();
    StreamObserver<ManagedFetchRequest> requests = bench.streams().managedSubscribe(first);
    requests.onNext(
        ManagedFetchRequest.newBuilder().setDeveloperName("Mine").setNumRequested(2).build());
    ManagedFetchResponse two = first.next();
    assertThat(two.getEventsCount()).isEqualTo(2);
    assertRefused(
        managedError("Mine"), Status.Code.ALREADY_EXISTS, "managed.subscription.already.active");
    requests.onNext(
        ManagedFetchRequest.newBuilder()
            .setCommitReplayIdRequest(
                CommitReplayRequest.newBuilder()
                    .setCommitRequestId("c1")
                    .setReplayId(two.getEvents(0).getReplayId()))
            .build());
    ManagedFetchResponse committed = first.nextWith(ManagedFetchResponse::hasCommitResponse);
    assertThat(committed.getCommitResponse().getCommitRequestId()).isEqualTo("c1");
    assertThat(committed.getCommitResponse().hasError()).isFalse();
    requests.onCompleted();
    first.ended();
    Collected<ManagedFetchResponse> again = new Collected<>();
    StreamObserver<ManagedFetchRequest> more = bench.streams().managedSubscribe(again);
    more.onNext(
        ManagedFetchRequest.newBuilder().setDeveloperName("Mine").setNumRequested(5).build());
    assertThat(again.next().getEventsList()).hasSize(2).first().isEqualTo(two.getEvents(1));
    more.onCompleted();
  }

  @Test
  void aManagedSubscriptionMustBeDeclared() throws Exception {
    assertRefused(
        managedError("Nobody"),
        Status.Code.NOT_FOUND,
        "managed.subscription.developer.name.not.found");
    assertRefused(
        managedError(""),
        Status.Code.INVALID_ARGUMENT,
        "managed.subscription.id.or.developer.name.empty");
  }

  private StatusRuntimeException managedError(String name) throws InterruptedException {
    Collected<ManagedFetchResponse> answers = new Collected<>();
    bench
        .streams()
        .managedSubscribe(answers)
        .onNext(ManagedFetchRequest.newBuilder().setDeveloperName(name).setNumRequested(1).build());
    return answers.error();
  }

  /** Answers of a stream in the order they came. */
  private static final class Collected<A> implements StreamObserver<A> {
    private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();

    @Override
    public void onNext(A answer) {
      came.add(answer);
    }

    @Override
    public void onError(Throwable error) {
      came.add(error);
    }

    @Override
    public void onCompleted() {
      came.add("completed");
    }

    private Object take() throws InterruptedException {
      return Objects.requireNonNull(came.poll(20, TimeUnit.SECONDS), "nothing came");
    }

    @SuppressWarnings("unchecked") // what is neither an error nor the end is an answer
    A next() throws InterruptedException {
      return (A) take();
    }

    A nextWith(Predicate<A> wanted) throws InterruptedException {
      for (A answer = next(); ; answer = next()) {
        if (wanted.test(answer)) {
          return answer;
        }
      }
    }

    void ended() throws InterruptedException {
      while (!"completed".equals(take())) {
        // keep-alives may come before the end
      }
    }

    StatusRuntimeException error() throws InterruptedException {
      return (StatusRuntimeException) take();
    }
  }
}
