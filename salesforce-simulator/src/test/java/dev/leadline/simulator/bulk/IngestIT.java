package dev.leadline.simulator.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.Transaction;
import java.io.File;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestIT {
  private static final String INSERT = "{\"object\":\"lead\",\"operation\":\"insert\"}";

  @TempDir private File folder;
  private BulkServer server;

  @BeforeEach
  void start() throws LifecycleException {
    server = new BulkServer(folder);
  }

  @AfterEach
  void stop() throws LifecycleException {
    server.close();
  }

  private Row lead(String id) {
    return Objects.requireNonNull(server.org.find(id));
  }

  private Map<String, ?> job(String id) throws Exception {
    return server.json(server.get("ingest/" + id));
  }

  private String successful(String id) throws Exception {
    return server.get("ingest/" + id + "/successfulResults").body();
  }

  private String failed(String id) throws Exception {
    return server.get("ingest/" + id + "/failedResults").body();
  }

  @Test
  void aNewJobIsOpenAndNamesItsUploadAddress() throws Exception {
    HttpResponse<String> created = server.send("POST", "ingest", "application/json", INSERT);
    assertThat(created.statusCode()).isEqualTo(200);
    Map<String, ?> job = server.json(created);
    String id = String.valueOf(job.get("id"));
    assertThat(id).startsWith("750").hasSize(18);
    assertThat(created.body())
        .contains("\"object\":\"Lead\"", "\"operation\":\"insert\"", "\"state\":\"Open\"")
        .contains("\"createdDate\":\"2026-03-18T10:00:00.000+0000\"", "\"apiVersion\":65.0")
        .contains("\"concurrencyMode\":\"Parallel\"", "\"contentType\":\"CSV\"")
        .contains("\"lineEnding\":\"LF\"", "\"columnDelimiter\":\"COMMA\"")
        .contains("\"contentUrl\":\"services/data/v65.0/jobs/ingest/" + id + "/batches\"");
  }

  @Test
  void goodRowsAreSavedAndBadOnesExplained() throws Exception {
    String id =
        server.load(
            INSERT,
            "LastName,Company,Description\n\"Ames, Ann\",Acme,\"two\nlines\"\n,NoName,\nByrd,Birds,x\n");
    assertThat(job(id).get("state")).isEqualTo("JobComplete");
    assertThat(job(id).get("numberRecordsProcessed")).isEqualTo(3);
    assertThat(job(id).get("numberRecordsFailed")).isEqualTo(1);
    String[] lines = successful(id).split("\n", 3);
    assertThat(lines[0])
        .isEqualTo("\"sf__Id\",\"sf__Created\",\"LastName\",\"Company\",\"Description\"");
    String first = lines[1].substring(1, 19);
    assertThat(lead(first).get("LastName")).isEqualTo("Ames, Ann");
    assertThat(lead(first).get("Description")).isEqualTo("two\nlines");
    assertThat(successful(id)).contains("\"true\",\"Byrd\",\"Birds\",\"x\"");
    assertThat(failed(id))
        .isEqualTo(
            """
            "sf__Id","sf__Error","LastName","Company","Description"
            "","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --","","NoName",""
            """);
    assertThat(server.get("ingest/" + id + "/unprocessedrecords").body())
        .isEqualTo("\"LastName\",\"Company\",\"Description\"\n");
  }

  @Test
  void anUpdateLeavesEmptyCellsAloneAndClearsByTheSign() throws Exception {
    String lead =
        server.insert(
            "Lead", Map.of("LastName", "A", "Company", "C", "Title", "T", "City", "Graz"));
    String id =
        server.load(
            "{\"object\":\"Lead\",\"operation\":\"update\"}",
            "Id,Title,City,FirstName\n" + lead + ",,#N/A,Ann\n00Q000000000000,x,,\n");
    assertThat(lead(lead).get("Title")).isEqualTo("T");
    assertThat(lead(lead).get("City")).isNull();
    assertThat(lead(lead).get("FirstName")).isEqualTo("Ann");
    assertThat(successful(id)).contains("\"" + lead + "\",\"false\"");
    assertThat(failed(id)).contains("\"INVALID_CROSS_REFERENCE_KEY:");
  }

  @Test
  void anUpsertFindsRowsByTheirKey() throws Exception {
    server.org.declareField(
        server.org.schema().need("Lead"), "Key__c | Key | string(40) | external unique");
    String known = server.insert("Lead", Map.of("LastName", "A", "Company", "C", "Key__c", "k1"));
    String id =
        server.load(
            "{\"object\":\"Lead\",\"operation\":\"upsert\",\"externalIdFieldName\":\"key__c\"}",
            "Key__c,LastName,Company\nK1,Changed,C\nk2,New,D\n,Nobody,E\n");
    assertThat(lead(known).get("LastName")).isEqualTo("Changed");
    assertThat(successful(id))
        .contains("\"" + known + "\",\"false\",\"K1\"")
        .contains("\"true\",\"k2\"");
    assertThat(failed(id)).contains("\"MISSING_ARGUMENT:Key__c not specified:Key__c --\"");
  }

  @Test
  void rowsOfAChunkThatShareAKeyAreAllRefused() throws Exception {
    server.org.declareField(
        server.org.schema().need("Lead"), "Key__c | Key | string(40) | external unique");
    StringBuilder csv = new StringBuilder("Key__c,LastName,Company\n");
    csv.append("same,First,C\n");
    IntStream.range(0, 198).forEach(i -> csv.append('k').append(i).append(",L,C\n"));
    csv.append("SAME,Second,C\n").append("k7,InTheNextChunk,C\n");
    String id =
        server.load(
            "{\"object\":\"Lead\",\"operation\":\"upsert\",\"externalIdFieldName\":\"Key__c\"}",
            csv.toString());

    assertThat(job(id).get("numberRecordsProcessed")).isEqualTo(201);
    assertThat(failed(id))
        .isEqualTo(
            """
            "sf__Id","sf__Error","Key__c","LastName","Company"
            "","DUPLICATE_VALUE:Duplicate external id specified: same:Key__c --","same","First","C"
            "","DUPLICATE_VALUE:Duplicate external id specified: SAME:Key__c --","SAME","Second","C"
            """);
    assertThat(successful(id)).contains("\"false\",\"k7\",\"InTheNextChunk\"");
  }

  @Test
  void rowsOfAChunkThatShareAnIdAreAllRefused() throws Exception {
    String lead = server.insert("Lead", Map.of("LastName", "A", "Company", "C"));
    String rows = "Id,Title\n" + lead + ",one\n" + lead.substring(0, 15) + ",two\n";
    for (String operation : List.of("update", "upsert\",\"externalIdFieldName\":\"Id")) {
      String id = server.load("{\"object\":\"Lead\",\"operation\":\"" + operation + "\"}", rows);

      assertThat(job(id).get("numberRecordsFailed")).as(operation).isEqualTo(2);
      assertThat(failed(id)).contains("\"DUPLICATE_VALUE:Duplicate id specified: " + lead + ":Id");
    }
    assertThat(lead(lead).get("Title")).isNull();
  }

  @Test
  void lookupsMayBeGivenByAKeyOfTheParent() throws Exception {
    server.org.declareField(
        server.org.schema().need("Account"), "No__c | No | string(40) | external unique");
    String account = server.insert("Account", Map.of("Name", "Acme", "No__c", "7"));
    String id =
        server.load(
            "{\"object\":\"Contact\",\"operation\":\"insert\"}",
            "LastName,Account.No__c\nAmes,7\n");
    String contact = successful(id).split("\n", -1)[1].substring(1, 19);
    assertThat(lead(contact).get("AccountId")).isEqualTo(account);
  }

  @Test
  void deletesGoToTheRecycleBinAndHardDeletesDoNot() throws Exception {
    String soft = server.insert("Lead", Map.of("LastName", "A", "Company", "C"));
    String hard = server.insert("Lead", Map.of("LastName", "B", "Company", "C"));
    server.load("{\"object\":\"Lead\",\"operation\":\"delete\"}", "Id\n" + soft + "\n");
    server.load("{\"object\":\"Lead\",\"operation\":\"hardDelete\"}", "Id\n" + hard + "\n");
    assertThat(lead(soft).isDeleted()).isTrue();
    assertThat(server.org.find(hard)).isNull();
  }

  @Test
  void twoHundredRowsAreOneTransaction() throws Exception {
    List<Integer> commits = new ArrayList<>();
    server.org.addListener(commit -> commits.add(commit.changes().size()));
    StringBuilder csv = new StringBuilder("LastName,Company\n");
    IntStream.range(0, 450).forEach(i -> csv.append('L').append(i).append(",C\n"));
    server.load(INSERT, csv.toString());
    assertThat(commits).containsExactly(200, 200, 50);
  }

  @Test
  void rowsThatMeetALockAreTriedAgainTenTimes() throws Exception {
    String account = server.insert("Account", Map.of("Name", "Acme"));
    server.org.lockPatience(Duration.ofMillis(1));
    String csv = "LastName,AccountId\nAmes," + account + "\nByrd,\n";
    String order = "{\"object\":\"Contact\",\"operation\":\"insert\"}";
    String id;
    try (Transaction other = server.org.begin(Actor.person(server.user))) {
      other.update(server.org.schema().need("Account"), account, Map.of("Name", "Other"));
      id = server.load(order, csv);
    }
    assertThat(failed(id))
        .contains("\"UNABLE_TO_LOCK_ROW:")
        .contains("Ames")
        .doesNotContain("Byrd");
    assertThat(job(id).get("retries")).isEqualTo(10);
    assertThat(job(server.load(order, csv)).get("numberRecordsFailed")).isEqualTo(0);
  }

  @Test
  void anotherDelimiterAndLineEndAreReadAndWritten() throws Exception {
    String id =
        server.load(
            "{\"object\":\"Lead\",\"operation\":\"insert\",\"columnDelimiter\":\"SEMICOLON\",\"lineEnding\":\"CRLF\"}",
            "LastName;Company\r\nAmes;\"A;B\"\r\n");
    assertThat(successful(id))
        .startsWith("\"sf__Id\";\"sf__Created\";\"LastName\";\"Company\"\r\n")
        .endsWith(";\"true\";\"Ames\";\"A;B\"\r\n");
  }

  @Test
  void contentThatCannotBeLoadedFailsTheJobAndKeepsTheRows() throws Exception {
    String wrongEnd = server.load(INSERT, "LastName,Company\r\nA,B\r\n");
    assertThat(job(wrongEnd).get("state")).isEqualTo("Failed");
    assertThat(job(wrongEnd).get("errorMessage"))
        .isEqualTo(
            "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF");
    String wrongField = server.load(INSERT, "LastName,Foo__c\nA,B\n");
    assertThat(job(wrongField).get("errorMessage"))
        .isEqualTo("InvalidBatch : Field name not found : Foo__c");
    assertThat(server.get("ingest/" + wrongField + "/unprocessedrecords").body())
        .isEqualTo("\"LastName\",\"Foo__c\"\n\"A\",\"B\"\n");
    assertThat(job(server.load(INSERT, "")).get("state")).isEqualTo("Failed");
  }

  @ParameterizedTest
  @CsvSource({
    "'Good,C~\"Open,C~Next,C~', EOF reached before closing an opened quote",
    "'Good,C~O\"pen,C~', Found unescaped quote. A value with quote should be within a quote",
    "'Good,C~\"Cl\"osed,C~', Not expecting more text after end quote"
  })
  void aQuoteOutOfPlaceFailsTheWholeJobAndLosesNothing(String rows, String why) throws Exception {
    String content = "LastName,Company\n" + rows.replace('~', '\n');
    String id = server.load(INSERT, content);

    assertThat(job(id).get("state")).isEqualTo("Failed");
    assertThat(job(id).get("errorMessage")).isEqualTo("InvalidBatch : Failed to parse CSV. " + why);
    assertThat(job(id).get("numberRecordsProcessed")).isEqualTo(0);
    assertThat(server.get("ingest/" + id + "/unprocessedrecords").body()).isEqualTo(content);
    assertThat(server.org.table(server.org.schema().need("Lead")).all()).isEmpty();
  }

  @Test
  void quotesInPlaceAreRead() throws Exception {
    String id =
        server.load(INSERT, "\uFEFF\"LastName\",Company\n\"a \"\"b\"\"\n,c\",\"\"\n\"D\",C");
    assertThat(job(id).get("numberRecordsProcessed")).isEqualTo(2);
    assertThat(successful(id)).contains("\"D\",\"C\"");
    assertThat(failed(id)).contains("\"a \"\"b\"\"\n,c\"");
  }

  @Test
  void oneMultipartCallDoesItAll() throws Exception {
    String body =
        """
        --XX\r
        Content-Disposition: form-data; name="job"\r
        Content-Type: application/json\r
        \r
        {"object":"Lead","operation":"insert"}\r
        --XX\r
        Content-Disposition: form-data; name="content"; filename="content"\r
        Content-Type: text/csv\r
        \r
        LastName,Company
        Ämes,Acme
        \r
        --XX--\r
        """;
    HttpResponse<String> created =
        server.send("POST", "ingest", "multipart/form-data; boundary=XX", body);
    assertThat(server.json(created).get("state")).isEqualTo("UploadComplete");
    server.work();
    assertThat(successful(String.valueOf(server.json(created).get("id")))).contains("\"Ämes\"");
    assertThat(server.send("POST", "ingest", "multipart/form-data; boundary=YY", body).statusCode())
        .isEqualTo(400);
    String long_ = body.replace("Ämes", "x".repeat(100_001));
    assertThat(server.send("POST", "ingest", "multipart/form-data; boundary=XX", long_).body())
        .contains("INVALID_MULTIPART_REQUEST", "100000 characters");
  }

  @Test
  void anAbortedJobLeavesItsRowsUnprocessed() throws Exception {
    Map<String, ?> created = server.json(server.send("POST", "ingest", "application/json", INSERT));
    String id = "ingest/" + created.get("id");
    server.send("PUT", id + "/batches", "text/csv", "LastName,Company\nA,B\n");
    HttpResponse<String> aborted =
        server.send("PATCH", id, "application/json", "{\"state\":\"Aborted\"}");
    assertThat(server.json(aborted).get("state")).isEqualTo("Aborted");
    server.work();
    assertThat(server.json(server.get(id)).get("numberRecordsProcessed")).isEqualTo(0);
    assertThat(server.send("DELETE", id, null, "").statusCode()).isEqualTo(204);
    assertThat(server.get(id).statusCode()).isEqualTo(404);
  }

  @Test
  void statesAreKeptTo() throws Exception {
    Map<String, ?> created = server.json(server.send("POST", "ingest", "application/json", INSERT));
    String id = "ingest/" + created.get("id");
    assertThat(server.get(id + "/successfulResults").body()).contains("INVALIDJOBSTATE");
    assertThat(server.send("DELETE", id, null, "").body()).contains("INVALIDJOBSTATE");
    assertThat(server.send("PUT", id + "/batches", "application/json", "").statusCode())
        .isEqualTo(415);
    assertThat(server.send("PUT", id + "/batches", "text/csv", "a").statusCode()).isEqualTo(201);
    assertThat(server.send("PUT", id + "/batches", "text/csv", "b").body())
        .contains("Found multiple contents for job");
    server.send("PATCH", id, "application/json", "{\"state\":\"UploadComplete\"}");
    assertThat(
            server.send("PATCH", id, "application/json", "{\"state\":\"UploadComplete\"}").body())
        .contains("INVALIDJOBSTATE");
  }

  @Test
  void badOrdersAreRefused() throws Exception {
    refuses(
        "{\"object\":\"Foo\",\"operation\":\"insert\"}",
        "INVALIDENTITY",
        "Entity 'Foo' is not supported by the Bulk API.");
    refuses("{\"operation\":\"insert\"}", "INVALIDJOB", "'object' is missing");
    refuses(
        "{\"object\":\"Lead\",\"operation\":\"sing\"}", "INVALIDJOB", "Invalid operation: 'sing'");
    refuses(
        "{\"object\":\"Lead\",\"operation\":\"upsert\"}", "INVALIDJOB", "External ID was blank");
    refuses(
        "{\"object\":\"Lead\",\"operation\":\"upsert\",\"externalIdFieldName\":\"City\"}",
        "INVALIDJOB",
        "does not match an External ID");
    refuses(
        "{\"object\":\"Lead\",\"operation\":\"insert\",\"columnDelimiter\":\"DOT\"}",
        "INVALIDJOB",
        "Invalid columnDelimiter: DOT");
    refuses("{\"object\":\"Lead\"", "JSON_PARSER_ERROR", "");
    assertThat(server.get("ingest/750000000000zzz").statusCode()).isEqualTo(404);
    assertThat(server.get("nonsense").statusCode()).isEqualTo(404);
    assertThat(server.send("PUT", "ingest", null, "").statusCode()).isEqualTo(405);
  }

  private void refuses(String order, String code, String message) throws Exception {
    HttpResponse<String> refused = server.send("POST", "ingest", "application/json", order);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).startsWith("[{\"errorCode\":\"" + code + "\",").contains(message);
  }

  @Test
  void jobsAreListedNewestFirstForSevenDays() throws Exception {
    server.send("POST", "ingest", "application/json", INSERT);
    server.clock.advance(Duration.ofDays(6));
    String second = server.load(INSERT, "LastName,Company\nA,B\n");
    assertThat(server.get("ingest").body())
        .matches(
            "(?s)\\{\"done\":true,\"records\":\\[\\{\"id\":\""
                + second
                + "\".*\"Open\".*\"nextRecordsUrl\":null}");
    server.clock.advance(Duration.ofDays(2));
    assertThat(server.get("ingest").body()).contains(second).doesNotContain("\"Open\"");
  }
}
