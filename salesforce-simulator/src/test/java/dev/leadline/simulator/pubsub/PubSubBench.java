package dev.leadline.simulator.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicInfo;
import com.salesforce.eventbus.protobuf.TopicRequest;
import dev.leadline.simulator.auth.Session;
import dev.leadline.simulator.auth.Sessions;
import dev.leadline.simulator.metadata.Schema;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.SimulatedClock;
import dev.leadline.simulator.org.Transaction;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** An org with a Pub/Sub API on free ports, and clients for it. */
final class PubSubBench implements AutoCloseable {
  static final String LEADS = "/data/LeadChangeEvent";

  final SimulatedClock clock =
      new SimulatedClock(InstantSource.fixed(Instant.parse("2026-03-18T10:00:00Z")));
  final Org org = new Org(new Schema(clock.second()), clock);
  final Founding.Founded founded = Founding.found(org);
  final Sessions sessions = new Sessions(org, founded.organizationId(), new Random(1));
  final Session session = sessions.open(founded.integrationUserId(), "client", "api");
  final PubSub pubSub;
  private final ManagedChannel plain;
  private final ManagedChannel secure;

  PubSubBench(Duration keepAlive, int overflow) throws IOException {
    sessions.lifetime(Duration.ofDays(30));
    org.declareField(org.schema().need("Lead"), "Score__c | Score | double(18,2)");
    pubSub =
        PubSub.start(org, sessions, new PubSub.Options("127.0.0.1", 0, 0, keepAlive, overflow));
    plain = NettyChannelBuilder.forAddress("127.0.0.1", pubSub.plainPort()).usePlaintext().build();
    byte[] trusted = pubSub.certificate().pem().getBytes(StandardCharsets.US_ASCII);
    secure =
        NettyChannelBuilder.forAddress("localhost", pubSub.tlsPort())
            .sslContext(
                GrpcSslContexts.forClient().trustManager(new ByteArrayInputStream(trusted)).build())
            .build();
  }

  Metadata headers(String token, String tenant) {
    Metadata headers = new Metadata();
    put(headers, "accesstoken", token);
    put(headers, "instanceurl", "http://localhost");
    put(headers, "tenantid", tenant);
    return headers;
  }

  static void put(Metadata headers, String name, String value) {
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
  }

  private Metadata own() {
    return headers(session.accessToken(), sessions.organizationId());
  }

  PubSubGrpc.PubSubBlockingStub calls() {
    return calls(own());
  }

  PubSubGrpc.PubSubBlockingStub calls(Metadata headers) {
    return PubSubGrpc.newBlockingStub(
        ClientInterceptors.intercept(plain, MetadataUtils.newAttachHeadersInterceptor(headers)));
  }

  PubSubGrpc.PubSubBlockingStub secureCalls() {
    return PubSubGrpc.newBlockingStub(
        ClientInterceptors.intercept(secure, MetadataUtils.newAttachHeadersInterceptor(own())));
  }

  PubSubGrpc.PubSubStub streams() {
    return PubSubGrpc.newStub(
        ClientInterceptors.intercept(plain, MetadataUtils.newAttachHeadersInterceptor(own())));
  }

  Subscriber subscriber(String topic) {
    return new Subscriber(streams(), topic);
  }

  /** Runs saves in one transaction of the integration user. */
  void save(Consumer<Transaction> saves) {
    Actor actor = Actor.api(founded.integrationUserId(), "rest", "65.0", "test");
    try (Transaction tx = org.begin(actor)) {
      saves.accept(tx);
      tx.commit();
    }
  }

  String insert(Transaction tx, String object, Map<String, ?> values) {
    SaveResult result = tx.insert(org.schema().need(object), values);
    return Objects.requireNonNull(result.id(), () -> result.errors().toString());
  }

  String lead(String lastName) {
    String[] id = {""};
    save(tx -> id[0] = insert(tx, "Lead", Map.of("LastName", lastName, "Company", "C")));
    return id[0];
  }

  void leads(int count) {
    IntStream.range(0, count).forEach(i -> lead("L" + i));
  }

  TopicInfo topic(String name) {
    return calls().getTopic(TopicRequest.newBuilder().setTopicName(name).build());
  }

  void update(String id, Map<String, ?> values) {
    save(tx -> tx.update(org.schema().need("Lead"), id, values));
  }

  org.apache.avro.Schema schema(String id) {
    String json =
        calls().getSchema(SchemaRequest.newBuilder().setSchemaId(id).build()).getSchemaJson();
    return new org.apache.avro.Schema.Parser().parse(json);
  }

  /** An event as a client reads it, by the schema its id names. */
  GenericRecord read(ConsumerEvent event) throws IOException {
    ByteString payload = event.getEvent().getPayload();
    return new GenericDatumReader<GenericRecord>(schema(event.getEvent().getSchemaId()))
        .read(null, DecoderFactory.get().binaryDecoder(payload.toByteArray(), null));
  }

  static GenericRecord header(GenericRecord event) {
    return (GenericRecord) event.get("ChangeEventHeader");
  }

  @Override
  public void close() {
    plain.shutdownNow();
    secure.shutdownNow();
    pubSub.close();
  }
}
