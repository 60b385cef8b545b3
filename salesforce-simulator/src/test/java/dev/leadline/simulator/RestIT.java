package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RestIT extends WithOrg {
  @Override
  Options options() {
    return Options.free()
        .withSeed(7)
        .declaring(
            "Lead: Key__c | Key | string(40) | external unique",
            "Score__c | Score",
            "Score__c: Lead__c | Lead | reference(Lead)");
  }

  private static Map<String, Object> lead(String name, String email) {
    return Map.of("LastName", name, "Company", "Acme", "Email", email);
  }

  private static Map<String, Object> typed(String type, Map<String, ?> values) {
    Map<String, Object> record = new java.util.LinkedHashMap<>();
    record.put("attributes", Map.of("type", type));
    record.putAll(values);
    return record;
  }

  @Test
  void versionsNeedNoTokenAndAreNotCounted() {
    try (Caller stranger = new Caller(simulator.rest(), null)) {
      Told versions = stranger.get("//services/data/");
      assertThat(versions.status()).isEqualTo(200);
      assertThat(versions.each("", "version")).contains("31.0", "65.0");
      assertThat(versions.header("Sforce-Limit-Info")).isEmpty();
      assertThat(stranger.get(DATA + "/limits").status()).isEqualTo(401);
      assertThat(stranger.get(DATA + "/limits").text("0.errorCode"))
          .isEqualTo("INVALID_SESSION_ID");
    }
    assertThat(org.get("/control/calls").at("total")).isEqualTo(0);
  }

  @Test
  void versionLabelsFollowTheReleases() {
    Told versions = org.get("/services/data");
    assertThat(versions.list(""))
        .contains(Map.of("label", "Winter '26", "url", "/services/data/v65.0", "version", "65.0"))
        .contains(Map.of("label", "Spring '26", "url", "/services/data/v66.0", "version", "66.0"))
        .contains(Map.of("label", "Summer '26", "url", "/services/data/v67.0", "version", "67.0"));
  }

  @Test
  void everyCallIsCountedAndTold() {
    assertThat(org.get(DATA).header("Sforce-Limit-Info")).isEqualTo("api-usage=1/15000");
    assertThat(org.get(DATA + "/limits/").at("DailyApiRequests.Remaining")).isEqualTo(14_998);
    assertThat(org.get(DATA).text("identity")).startsWith(simulator.rest() + "/id/00D");
  }

  @Test
  void aLeadIsCreatedReadChangedAndDeleted() {
    Told made = org.call("POST", DATA + "/sobjects/lead/", lead("Lovelace", "Ada@Acme.io"));
    assertThat(made.status()).isEqualTo(201);
    String id = made.text("id");
    String row = DATA + "/sobjects/Lead/" + id;
    assertThat(made.header("Location")).isEqualTo(row);
    assertThat(org.call("PATCH", row, Map.of("title", "Countess")).status()).isEqualTo(204);

    Told read = org.get(row + "?fields=Name,Title,Email,SystemModstamp");
    assertThat(read.text("attributes.url")).isEqualTo(row);
    assertThat(read.text("Title")).isEqualTo("Countess");
    assertThat(read.text("SystemModstamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000\\+0000");

    assertThat(org.call("DELETE", row, null).status()).isEqualTo(204);
    assertThat(org.get(row).text("0.errorCode")).isEqualTo("ENTITY_IS_DELETED");
    assertThat(org.call("DELETE", row, null).status()).isEqualTo(404);
  }

  @Test
  void errorsHaveSalesforcesShape() {
    Told missing = org.call("POST", DATA + "/sobjects/Lead", Map.of("Company", "Acme"));
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.body())
        .isEqualTo(
            List.of(
                Map.of(
                    "message", "Required fields are missing: [LastName]",
                    "errorCode", "REQUIRED_FIELD_MISSING",
                    "fields", List.of("LastName"))));
    assertThat(org.get(DATA + "/sobjects/Nope").text("0.errorCode")).isEqualTo("NOT_FOUND");
    assertThat(org.call("PUT", DATA + "/sobjects/Lead", Map.of()).status()).isEqualTo(405);
    Told broken =
        org.send(
            "POST",
            DATA + "/sobjects/Lead",
            "{\"LastName\":".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "application/json");
    assertThat(broken.text("0.errorCode")).isEqualTo("JSON_PARSER_ERROR");
    assertThat(broken.text("0.message")).contains("[line:1, column:");
    assertThat(org.get(DATA + "/query?q=" + "x".repeat(17_000)).status()).isEqualTo(414);
    assertThat(org.get("/services/data/v30.0/limits").status()).isEqualTo(404);
  }

  @Test
  void describeIsGeneratedAndAnswersNotModified() {
    Told described = org.get(DATA + "/sobjects/lead/describe");
    assertThat(described.text("name")).isEqualTo("Lead");
    assertThat(described.body()).asInstanceOf(InstanceOfAssertFactories.MAP).hasSizeGreaterThan(40);
    assertThat(described.each("fields", "name"))
        .contains("Email", "Key__c")
        .doesNotContain("HasOptedOutOfEmail");
    Told again =
        org.get(
            DATA + "/sobjects/Lead/describe",
            "If-Modified-Since",
            described.header("Last-Modified"));
    assertThat(again.status()).isEqualTo(304);
    org.call("POST", "/control/clock", Map.of("advanceSeconds", 5));
    org.call("POST", "/control/declare", Map.of("line", "Lead: Later__c | Later | checkbox"));
    org.call("POST", "/control/declare", Map.of("line", "Lead: Later__c | Later | boolean"));
    assertThat(
            org.get(
                    DATA + "/sobjects/Lead/describe",
                    "If-Modified-Since",
                    described.header("Last-Modified"))
                .status())
        .isEqualTo(200);
    assertThat(org.get(DATA + "/sobjects").each("sobjects", "name"))
        .contains("Lead", "OpportunityContactRole", "Score__c");
  }

  @Test
  void upsertFindsByExternalIdAndByEmail() {
    Told made = org.call("PATCH", DATA + "/sobjects/Lead/Key__c/a%2Fb", lead("One", "one@acme.io"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("created")).isEqualTo(true);
    Told again = org.call("PATCH", DATA + "/sobjects/Lead/Key__c/a%2Fb", Map.of("Title", "T"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(made.text("id"));
    assertThat(org.get(DATA + "/sobjects/Lead/Key__c/a%2Fb").text("Title")).isEqualTo("T");
    org.create("Lead", lead("Two", "one@acme.io"));
    Told several =
        org.call("PATCH", DATA + "/sobjects/Lead/Email/ONE@acme.io", Map.of("Title", "X"));
    assertThat(several.status()).isEqualTo(300);
    assertThat(several.list("")).hasSize(2);
    assertThat(org.call("PATCH", DATA + "/sobjects/Lead/Title/x", Map.of()).text("0.errorCode"))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void anUpsertTellsWhatItDidFromV46On() {
    String lead = "/sobjects/Lead/Key__c/v";
    Told made = org.call("PATCH", "/services/data/v45.0" + lead, lead("V", "v@acme.io"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("created")).isNull();
    assertThat(made.header("Location"))
        .isEqualTo("/services/data/v45.0/sobjects/Lead/" + made.text("id"));
    Map<String, String> title = Map.of("Title", "T");
    for (String path : List.of(lead, "/sobjects/Lead/Id/" + made.text("id"))) {
      Told before = org.call("PATCH", "/services/data/v45.0" + path, title);
      assertThat(before.status()).as(path).isEqualTo(204);
      Told since = org.call("PATCH", "/services/data/v46.0" + path, title);
      assertThat(since.status()).as(path).isEqualTo(200);
      assertThat(since.body())
          .isEqualTo(
              Map.of(
                  "id", made.text("id"), "success", true, "errors", List.of(), "created", false));
    }
  }

  @Test
  void anUpsertMayBeForbiddenToCreate() {
    String lead = DATA + "/sobjects/Lead/Key__c/only?updateOnly=true";
    assertThat(org.call("PATCH", lead, lead("O", "o@acme.io")).status()).isEqualTo(404);
    org.create("Lead", Map.of("LastName", "O", "Company", "C", "Key__c", "only"));
    assertThat(org.call("PATCH", lead, Map.of("Title", "T")).status()).isEqualTo(200);
  }

  @Test
  void aPostToTheIdFieldCreates() {
    Told made = org.call("POST", DATA + "/sobjects/Lead/Id", lead("P", "p@acme.io"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(org.get(made.header("Location")).text("LastName")).isEqualTo("P");
    String before = "/services/data/v36.0/sobjects/Lead/Id";
    assertThat(org.call("POST", before, lead("Q", "q@acme.io")).status()).isEqualTo(404);
  }

  @Test
  void collectionsSaveWhatIsGoodAndTellWhatIsNot() {
    Told made =
        org.call(
            "POST",
            DATA + "/composite/sobjects",
            Map.of(
                "records",
                List.of(
                    typed("Lead", lead("A", "a@b.co")), typed("Lead", Map.of("LastName", "B")))));
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.at("0.success")).isEqualTo(true);
    assertThat(made.text("1.errors.0.statusCode")).isEqualTo("REQUIRED_FIELD_MISSING");
    String id = made.text("0.id");
    String other = org.create("Lead", lead("O", "o@b.co"));

    Told rolledBack =
        org.call(
            "PATCH",
            DATA + "/composite/sobjects",
            Map.of(
                "allOrNone",
                true,
                "records",
                List.of(
                    typed("Lead", Map.of("id", id, "Title", "T")),
                    typed("Lead", Map.of("Id", other, "Email", "no")))));
    assertThat(rolledBack.text("0.errors.0.statusCode"))
        .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    assertThat(rolledBack.text("1.errors.0.statusCode")).isEqualTo("INVALID_EMAIL_ADDRESS");
    assertThat(org.get(DATA + "/sobjects/Lead/" + id).at("Title")).isNull();

    Told read =
        org.get(
            DATA
                + "/composite/sobjects/Lead?ids="
                + id
                + ",00QAx0000000zzz,001Ax0000000003IAA,bad&fields=LastName");
    assertThat(read.text("0.LastName")).isEqualTo("A");
    assertThat(read.list("").subList(1, 4)).containsOnlyNulls();
    Told deleted = org.call("DELETE", DATA + "/composite/sobjects?ids=" + id, null);
    assertThat(deleted.at("0.success")).isEqualTo(true);
  }

  @Test
  void collectionUpsertsTellWhatWasCreated() {
    List<Object> records =
        List.of(
            typed("Lead", Map.of("Key__c", "k", "LastName", "A", "Company", "C")),
            typed("Lead", Map.of("Key__c", "j", "LastName", "B", "Company", "C")));
    Told first =
        org.call("PATCH", DATA + "/composite/sobjects/Lead/Key__c", Map.of("records", records));
    assertThat(first.each("", "created")).containsExactly("true", "true");
    Told failed =
        org.call(
            "PATCH",
            DATA + "/composite/sobjects/Lead/Key__c",
            Map.of(
                "allOrNone",
                true,
                "records",
                List.of(typed("Lead", Map.of("Key__c", "new")), records.getFirst())));
    assertThat(failed.at("0.created")).isEqualTo(true);
    assertThat(failed.at("0.success")).isEqualTo(false);
    assertThat(failed.at("1.created")).isEqualTo(false);
  }

  @Test
  void recordsThatShareAKeyAreAllRefused() {
    Map<String, String> values = Map.of("LastName", "A", "Company", "C");
    List<Object> records = new ArrayList<>();
    for (String key : List.of("k", "other", "K")) {
      Map<String, Object> keyed = new java.util.HashMap<>(values);
      keyed.put("Key__c", key);
      records.add(typed("Lead", keyed));
    }
    Told told =
        org.call("PATCH", DATA + "/composite/sobjects/Lead/Key__c", Map.of("records", records));
    assertThat(told.each("", "success")).containsExactly("false", "true", "false");
    assertThat(told.text("0.errors.0.statusCode")).isEqualTo("DUPLICATE_VALUE");
    assertThat(told.text("2.errors.0.message")).isEqualTo("Duplicate external id specified: K");
    assertThat(org.query("SELECT COUNT() FROM Lead").at("totalSize")).isEqualTo(1);

    String id = told.text("1.id");
    Map<String, Object> first = typed("Lead", Map.of("Id", id, "Title", "one"));
    Map<String, Object> second = typed("Lead", Map.of("id", id.substring(0, 15), "Title", "two"));
    Told twice =
        org.call("PATCH", DATA + "/composite/sobjects", Map.of("records", List.of(first, second)));
    assertThat(twice.each("", "success")).containsExactly("false", "false");
    assertThat(twice.text("0.errors.0.message")).isEqualTo("Duplicate id specified: " + id);
  }

  @Test
  void tooManyRecordsAreRefused() {
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < 201; i++) {
      records.add(typed("Lead", lead("L" + i, "l" + i + "@a.co")));
    }
    Told refused = org.call("POST", DATA + "/composite/sobjects", Map.of("records", records));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("0.errorCode")).isEqualTo("EXCEEDED_ID_LIMIT");
  }

  @Test
  void queriesComeInPages() {
    org.call("POST", "/control/generate", Map.of("object", "Lead", "count", 450));
    Told first =
        org.get(
            DATA + "/query/?q=SELECT+Id,Email,Owner.Name+FROM+Lead+ORDER+BY+Id",
            "Sforce-Query-Options",
            "batchSize=200");
    assertThat(first.at("totalSize")).isEqualTo(450);
    assertThat(first.at("done")).isEqualTo(false);
    assertThat(first.list("records")).hasSize(200);
    Told last = org.get(org.get(first.text("nextRecordsUrl")).text("nextRecordsUrl"));
    assertThat(last.list("records")).hasSize(50);
    assertThat(last.at("done")).isEqualTo(true);
    Told unknown = org.query("SELECT Id FROM Nope__c");
    assertThat(unknown.text("0.errorCode")).isEqualTo("INVALID_TYPE");
    assertThat(unknown.text("0.message")).contains("sObject type 'Nope__c' is not supported.");
  }

  @Test
  void replicationListsKnowTheSafeWatermark() {
    String id = org.create("Lead", lead("R", "r@a.co"));
    String span = "start=2020-01-01T00:00:00%2B00:00&end=2099-01-01T00:00:00Z";
    assertThat(org.get(DATA + "/sobjects/Lead/updated/?" + span).text("0.errorCode"))
        .isEqualTo("INVALID_REPLICATION_DATE");
    String start = java.time.Instant.now().minusSeconds(3_600).toString();
    String end = java.time.Instant.now().plusSeconds(3_600).toString();
    Told updated = org.get(DATA + "/sobjects/Lead/updated?start=" + start + "&end=" + end);
    assertThat(updated.list("ids")).hasSize(1).first().isEqualTo(id);
    org.call("DELETE", DATA + "/sobjects/Lead/" + id, null);
    Told deleted = org.get(DATA + "/sobjects/Lead/deleted?start=" + start + "&end=" + end);
    assertThat(deleted.text("deletedRecords.0.id")).isEqualTo(id);
  }

  @Test
  void bodiesMayBePackedAndIndented() throws java.io.IOException {
    var packed = new java.io.ByteArrayOutputStream();
    try (var out = new java.util.zip.GZIPOutputStream(packed)) {
      out.write(
          "{\"LastName\":\"Zip\",\"Company\":\"Z\"}"
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Told made =
        org.send(
            "POST",
            DATA + "/sobjects/Lead",
            packed.toByteArray(),
            "application/json",
            "Content-Encoding",
            "gzip");
    assertThat(made.status()).isEqualTo(201);
    Told read = org.get(DATA + "/sobjects/Lead/" + made.text("id"), "Accept-Encoding", "gzip");
    assertThat(read.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(read.text("LastName")).isEqualTo("Zip");
    String indented =
        new String(
            org.get(DATA + "/limits", "X-PrettyPrint", "1").http().body(),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(indented).contains("\"Max\" : 15000");
  }

  @Test
  void aBulkJobGoesThroughTheSameDoor() {
    Told job =
        org.call(
            "POST",
            DATA + "/jobs/query",
            Map.of("operation", "query", "query", "SELECT Id FROM User"));
    assertThat(job.status()).isEqualTo(200);
    assertThat(job.header("Sforce-Limit-Info")).isEqualTo("api-usage=1/15000");
    assertThat(org.get("/control/calls").at("byKind")).isEqualTo(Map.of("POST jobs/query", 1));
  }

  @Test
  void aKeyMayHoldABackslashOrABar() {
    for (String key : List.of("CORP%5Cuser", "a%7Cb")) {
      String record = DATA + "/sobjects/Lead/Key__c/" + key;
      Map<String, String> values = Map.of("LastName", "L", "Company", "C");

      assertThat(org.call("PATCH", record, values).status()).as(key).isIn(200, 201);
      assertThat(org.get(record).text("Key__c"))
          .isEqualTo(key.replace("%5C", "\\").replace("%7C", "|"));
    }
  }
}
