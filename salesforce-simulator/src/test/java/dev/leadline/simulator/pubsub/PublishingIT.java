package dev.leadline.simulator.pubsub;

import static dev.leadline.simulator.pubsub.PubSubBench.LEADS;
import static dev.leadline.simulator.pubsub.Refusals.assertRefused;
import static dev.leadline.simulator.pubsub.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.ErrorCode;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.PublishResponse;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.TopicInfo;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that clients publish. */
class PublishingIT {
  private final PubSubBench bench;

  PublishingIT() throws IOException {
    bench = new PubSubBench(Duration.ofMillis(300), 100_000);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void aPublishedEventReachesItsSubscribers() throws Exception {
    Map<String, PlatformEvents.FieldType> fields =
        new TreeMap<>(Map.of("Order__c", PlatformEvents.FieldType.TEXT));
    bench.pubSub.platformEvents().declare("Shipped__e", fields);
    TopicInfo topic = bench.topic("/event/Shipped__e");
    assertThat(topic.getCanPublish()).isTrue();
    ByteString payload = encoded(bench.schema(topic.getSchemaId()), Map.of("Order__c", "A-7"));
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

  private static ByteString encoded(Schema schema, Map<String, String> values) throws IOException {
    GenericRecord record = new GenericData.Record(schema);
    record.put("CreatedDate", 1L);
    record.put("CreatedById", "005");
    values.forEach(record::put);
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
    String schema = bench.topic("/event/Ping__e").getSchemaId();
    ProducerEvent ping = event("p", schema, encoded(bench.schema(schema), Map.of()));
    Collected<PublishResponse> answers = new Collected<>();
    StreamObserver<PublishRequest> requests = bench.streams().publishStream(answers);
    requests.onNext(
        PublishRequest.newBuilder().setTopicName("/event/Ping__e").addEvents(ping).build());
    requests.onNext(PublishRequest.newBuilder().addEvents(ping).addEvents(ping).build());
    assertThat(answers.next().getResultsCount()).isEqualTo(1);
    assertThat(answers.next().getResultsCount()).isEqualTo(2);
    requests.onCompleted();
  }
}
