package dev.leadline.simulator.pubsub;

import static dev.leadline.simulator.pubsub.PubSubBench.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Transaction;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What change events say. */
class ChangeEventsIT {
  private static final int OVERFLOW = 20;

  private final PubSubBench bench;

  ChangeEventsIT() throws IOException {
    bench = new PubSubBench(Duration.ofMinutes(1), OVERFLOW);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private List<GenericRecord> events(String topic, int count) throws Exception {
    try (Subscriber subscriber = bench.subscriber(topic).from(ReplayPreset.EARLIEST, count)) {
      List<GenericRecord> events = new ArrayList<>();
      for (ConsumerEvent event : subscriber.events(count)) {
        events.add(bench.read(event));
      }
      return events;
    }
  }

  private static String text(GenericRecord record, String field) {
    return String.valueOf(record.get(field));
  }

  /**
   * The names of the fields that a header's bitmaps mean, read as the published clients read them.
   */
  private static List<String> fields(GenericRecord event, String which) {
    List<String> names = new ArrayList<>();
    for (Object bitmap : (List<?>) header(event).get(which)) {
      String text = String.valueOf(bitmap);
      int dash = text.indexOf('-');
      Schema schema = event.getSchema();
      String path = "";
      if (dash > 0) {
        Schema.Field parent = schema.getFields().get(Integer.parseInt(text.substring(0, dash)));
        schema = parent.schema().getTypes().get(1);
        path = parent.name() + ".";
      }
      BigInteger bits = new BigInteger(text.substring(dash + 3), 16);
      for (Schema.Field field : schema.getFields()) {
        if (bits.testBit(field.pos())) {
          names.add(path + field.name());
        }
      }
    }
    return names;
  }

  @Test
  void whatTheSubscriberMayNotSeeIsNotTold() throws Exception {
    String id = bench.lead("Ames");
    bench.update(id, Map.of("Title", "Buyer", "NumberOfEmployees", 7, "City", "Graz"));
    String profile =
        Objects.requireNonNull(
            Objects.requireNonNull(bench.org.find(bench.founded.integrationUserId()))
                .text("ProfileId"));
    for (String hidden : List.of("Lead.Company", "Lead.Title", "Lead.City")) {
      bench.org.access().hide(profile, hidden);
    }

    List<GenericRecord> events = events("/data/LeadChangeEvent", 2);

    assertThat(events.getFirst().get("Company")).isNull();
    assertThat(text((GenericRecord) events.getFirst().get("Name"), "LastName")).isEqualTo("Ames");
    assertThat(events.getLast().get("Title")).isNull();
    assertThat(events.getLast().get("Address")).isNull();
    assertThat(fields(events.getLast(), "changedFields")).containsExactly("NumberOfEmployees");
  }

  @Test
  void aNewRecordIsToldWithAllItsValues() throws Exception {
    bench.save(tx ->
        bench.insert(
            tx,
            "Lead",
            Map.of(
                "LastName",
                "Ames",
                "FirstName",
                "Ann",
                "Company",
                "Acme",
                "City",
                "Graz",
                "NumberOfEmployees",
                7,
                "Score__c",
                1.5)));
    GenericRecord event = events("/data/LeadChangeEvent", 1).getFirst();
    GenericRecord header = header(event);
    assertThat(text(header, "entityName")).isEqualTo("Lead");
    assertThat(text(header, "changeType")).isEqualTo("CREATE");
    assertThat(text(header, "changeOrigin")).isEqualTo("com/salesforce/api/rest/65.0;client=test");
    assertThat(text(header, "commitUser")).isEqualTo(bench.founded.integrationUserId());
    assertThat(header.get("sequenceNumber")).isEqualTo(1);
    assertThat(header.get("commitTimestamp"))
        .isEqualTo(Instant.parse("2026-03-18T10:00:00Z").toEpochMilli());
    assertThat(text(header, "changedFields")).isEqualTo("[]");
    assertThat(text((GenericRecord) event.get("Name"), "LastName")).isEqualTo("Ames");
    assertThat(text((GenericRecord) event.get("Address"), "City")).isEqualTo("Graz");
    assertThat(event.get("NumberOfEmployees")).isEqualTo(7);
    assertThat(event.get("Score__c")).isEqualTo(1.5);
    assertThat(event.get("IsConverted")).isEqualTo(false);
    assertThat(event.get("CreatedDate")).isEqualTo(header.get("commitTimestamp"));
    assertThat(event.get("Title")).isNull();
    assertThat(event.getSchema().getFullName()).isEqualTo("com.sforce.eventbus.LeadChangeEvent");
    assertThat(event.getSchema().getField("SystemModstamp")).isNull();
    assertThat(event.getSchema().getField("LastName")).isNull();
  }

  @Test
  void anUpdateTellsOnlyWhatChangedAndWhatWasEmptied() throws Exception {
    String lead = bench.lead("Ames");
    bench.update(lead, Map.of("Title", "CTO", "FirstName", "Ann", "City", "Graz"));
    Map<String, @Nullable Object> emptied = new HashMap<>();
    emptied.put("Title", null);
    emptied.put("FirstName", null);
    emptied.put("Street", "Ring 1");
    bench.clock.advance(Duration.ofSeconds(5));
    bench.update(lead, emptied);
    List<GenericRecord> events = events("/data/LeadChangeEvent", 3);
    GenericRecord first = events.get(1);
    assertThat(text(header(first), "changeType")).isEqualTo("UPDATE");
    assertThat(fields(first, "changedFields"))
        .containsExactlyInAnyOrder("Title", "Name.FirstName", "Address.City");
    assertThat(fields(first, "nulledFields")).isEmpty();
    assertThat(text(first, "Title")).isEqualTo("CTO");
    assertThat(first.get("Company")).isNull();
    assertThat(((GenericRecord) first.get("Name")).get("LastName")).isNull();
    GenericRecord second = events.get(2);
    assertThat(fields(second, "changedFields"))
        .containsExactlyInAnyOrder("Title", "LastModifiedDate", "Name.FirstName", "Address.Street");
    assertThat(fields(second, "nulledFields")).containsExactlyInAnyOrder("Title", "Name.FirstName");
    assertThat(text((GenericRecord) second.get("Address"), "Street")).isEqualTo("Ring 1");
  }

  @Test
  void bitmapsAreWholeBytesWithTheFirstFieldRightmost() throws Exception {
    String lead = bench.lead("Ames");
    bench.update(lead, Map.of("FirstName", "Ann"));
    GenericRecord event = events("/data/LeadChangeEvent", 2).get(1);
    int name = event.getSchema().getField("Name").pos();
    assertThat(text(header(event), "changedFields")).isEqualTo("[" + name + "-0x02]");
  }

  @Test
  void theSameChangeToManyRecordsIsOneEvent() throws Exception {
    String one = bench.lead("A");
    String two = bench.lead("B");
    String three = bench.lead("C");
    bench.save(tx -> {
      tx.update(bench.org.schema().need("Lead"), one, Map.of("Title", "CTO"));
      tx.update(bench.org.schema().need("Lead"), two, Map.of("Title", "CTO"));
      tx.update(bench.org.schema().need("Lead"), three, Map.of("Title", "CEO"));
    });
    bench.save(tx -> {
      tx.delete(null, one);
      tx.delete(null, three);
    });
    List<GenericRecord> events = events("/data/LeadChangeEvent", 6);
    assertThat(text(header(events.get(3)), "recordIds")).isEqualTo("[" + one + ", " + two + "]");
    assertThat(text(header(events.get(4)), "recordIds")).isEqualTo("[" + three + "]");
    assertThat(header(events.get(4)).get("sequenceNumber")).isEqualTo(2);
    assertThat(header(events.get(4)).get("transactionKey"))
        .isEqualTo(header(events.get(3)).get("transactionKey"));
    assertThat(text(header(events.get(5)), "changeType")).isEqualTo("DELETE");
    assertThat(text(header(events.get(5)), "recordIds")).isEqualTo("[" + one + ", " + three + "]");
    assertThat(events.get(5).get("Title")).isNull();
  }

  @Test
  void severalSavesOfOneRecordAreOneEventOfTheFirstKind() throws Exception {
    bench.save(tx -> {
      String lead = bench.insert(tx, "Lead", Map.of("LastName", "A", "Company", "C"));
      tx.update(bench.org.schema().need("Lead"), lead, Map.of("LastName", "B"));
    });
    bench.lead("Last");
    List<GenericRecord> events = events("/data/LeadChangeEvent", 2);
    assertThat(text(header(events.get(0)), "changeType")).isEqualTo("CREATE");
    assertThat(text((GenericRecord) events.get(0).get("Name"), "LastName")).isEqualTo("B");
    assertThat(text((GenericRecord) events.get(1).get("Name"), "LastName")).isEqualTo("Last");
  }

  @Test
  void undeletesAreToldAndHardDeletesAreNot() throws Exception {
    String lead = bench.lead("A");
    bench.save(tx -> tx.delete(null, lead));
    bench.save(tx -> tx.undelete(lead));
    bench.save(tx -> tx.hardDelete(null, lead));
    bench.lead("B");
    List<GenericRecord> events = events("/data/LeadChangeEvent", 4);
    assertThat(events.stream().map(event -> text(header(event), "changeType")))
        .containsExactly("CREATE", "DELETE", "UNDELETE", "CREATE");
    assertThat(text((GenericRecord) events.get(2).get("Name"), "LastName")).isEqualTo("A");
  }

  @Test
  void aConversionDoesNotTellTheModification() throws Exception {
    String lead = bench.lead("A");
    bench.clock.advance(Duration.ofMinutes(1));
    try (Transaction tx = bench.org.begin(Actor.seed(bench.founded.integrationUserId()))) {
      tx.update(
          bench.org.schema().need("Lead"),
          lead,
          Map.of("IsConverted", true, "ConvertedDate", "2026-03-18"));
      tx.commit();
    }
    GenericRecord event = events("/data/LeadChangeEvent", 2).get(1);
    assertThat(fields(event, "changedFields"))
        .contains("IsConverted", "ConvertedDate")
        .doesNotContain("LastModifiedDate");
    assertThat(event.get("ConvertedDate"))
        .isEqualTo(Instant.parse("2026-03-18T00:00:00Z").toEpochMilli());
  }

  @Test
  void aFloodInOneTransactionEndsInAnOverflow() throws Exception {
    bench.save(tx -> {
      for (int i = 0; i < OVERFLOW + 5; i++) {
        bench.insert(tx, "Lead", Map.of("LastName", "L" + i, "Company", "C"));
      }
    });
    List<GenericRecord> events = events("/data/LeadChangeEvent", OVERFLOW + 1);
    GenericRecord last = header(events.getLast());
    assertThat(text(last, "changeType")).isEqualTo("GAP_OVERFLOW");
    assertThat(text(last, "recordIds")).isEqualTo("[000000000000000AAA]");
    assertThat(last.get("sequenceNumber")).isEqualTo(OVERFLOW + 1);
  }

  @Test
  void aGapCarriesTheHeaderAlone() throws Exception {
    String lead = bench.lead("A");
    bench.pubSub.tellGap(
        bench.org.schema().need("Lead"),
        ChangeType.GAP_UPDATE,
        List.of(lead),
        bench.founded.integrationUserId());
    GenericRecord event = events("/data/LeadChangeEvent", 2).get(1);
    assertThat(text(header(event), "changeType")).isEqualTo("GAP_UPDATE");
    assertThat(text(header(event), "recordIds")).isEqualTo("[" + lead + "]");
    assertThat(event.get("Name")).isNull();
  }

  @Test
  void channelsCarryTheirObjectsInCommitOrder() throws Exception {
    bench.pubSub.channels().declare("Mine__chn", List.of("Task", "Lead"));
    bench.lead("A");
    bench.save(tx -> bench.insert(tx, "Account", Map.of("Name", "Acme")));
    bench.save(tx -> bench.insert(tx, "Task", Map.of("Subject", "Call")));
    bench.lead("B");
    assertThat(events("/data/ChangeEvents", 3).stream().map(e -> text(header(e), "entityName")))
        .containsExactly("Lead", "Account", "Lead");
    assertThat(events("/data/Mine__chn", 3).stream().map(e -> text(header(e), "entityName")))
        .containsExactly("Lead", "Task", "Lead");
    assertThat(text(events("/data/AccountChangeEvent", 1).getFirst(), "Name")).isEqualTo("Acme");
  }

  @Test
  void aFieldDeclaredLaterIsInTheNextSchema() throws Exception {
    String lead = bench.lead("A");
    bench.org.declareField(bench.org.schema().need("Lead"), "Later__c | Later | string(10)");
    bench.update(lead, Map.of("Later__c", "x"));
    assertThat(text(events("/data/LeadChangeEvent", 2).get(1), "Later__c")).isEqualTo("x");
  }
}
