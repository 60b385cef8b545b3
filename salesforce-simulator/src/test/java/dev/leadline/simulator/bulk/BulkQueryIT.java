package dev.leadline.simulator.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkQueryIT {
  @TempDir private File folder;
  private BulkServer server;

  @BeforeEach
  void start() throws LifecycleException {
    server = new BulkServer(folder);
    for (int i = 0; i < 12; i++) {
      server.insert(
          "Lead", Map.of("LastName", "Ä" + i + ",\"q\"", "Company", "C", "AnnualRevenue", 1000));
    }
  }

  @AfterEach
  void stop() throws LifecycleException {
    server.close();
  }

  private String make(String query) throws Exception {
    HttpResponse<String> created = order("query", query);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    assertThat(created.body()).contains("\"state\":\"UploadComplete\"", "\"object\":\"Lead\"");
    server.work();
    return "query/" + server.json(created).get("id");
  }

  private HttpResponse<String> order(String operation, String query) throws Exception {
    return server.send(
        "POST",
        "query",
        "application/json",
        "{\"operation\":\"%s\",\"query\":\"%s\"}".formatted(operation, query));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  @Test
  void aResultIsCsvWithDottedParentsAndALastLocatorOfNull() throws Exception {
    String job =
        make(
            "SELECT LastName, Owner.Name, AnnualRevenue, City, IsConverted, CreatedDate FROM Lead LIMIT 1");
    assertThat(server.json(server.get(job)).get("state")).isEqualTo("JobComplete");
    assertThat(server.json(server.get(job)).get("numberRecordsProcessed")).isEqualTo(1);
    HttpResponse<String> result = server.get(job + "/results");
    assertThat(header(result, "Content-Type")).startsWith("text/csv");
    assertThat(header(result, "Sforce-Locator")).isEqualTo("null");
    assertThat(header(result, "Sforce-NumberOfRecords")).isEqualTo("1");
    assertThat(result.body())
        .isEqualTo(
            """
            "LastName","Owner.Name","AnnualRevenue","City","IsConverted","CreatedDate"
            "Ä0,""q""\","Integration User","1000.0","","false","2026-03-18T10:00:00.000Z"
            """);
  }

  @Test
  void pagesFollowTheLocatorEachWithItsHeaderLine() throws Exception {
    String job = make("SELECT LastName FROM Lead ORDER BY LastName DESC");
    HttpResponse<String> page = server.get(job + "/results?maxRecords=5");
    assertThat(page.body().lines()).hasSize(6).first().isEqualTo("\"LastName\"");
    HttpResponse<String> second =
        server.get(job + "/results?maxRecords=5&locator=" + header(page, "Sforce-Locator"));
    HttpResponse<String> third =
        server.get(job + "/results?locator=" + header(second, "Sforce-Locator"));
    assertThat(third.body().lines()).hasSize(3);
    assertThat(header(third, "Sforce-NumberOfRecords")).isEqualTo("2");
    assertThat(header(third, "Sforce-Locator")).isEqualTo("null");
    assertThat(page.body() + second.body() + third.body()).contains("Ä0,", "Ä5,", "Ä11,");
  }

  @Test
  void resultPagesCoverAllRowsOnce() throws Exception {
    String job = make("SELECT LastName FROM Lead");
    Map<String, ?> pages = server.json(server.get(job + "/resultPages"));
    assertThat(pages.get("done")).isEqualTo(true);
    List<?> links = (List<?>) Objects.requireNonNull(pages.get("resultPages"));
    assertThat(links).hasSizeBetween(4, 5);
    long rows = 0;
    for (Object link : links) {
      String url = String.valueOf(((Map<?, ?>) link).get("resultUrl"));
      rows += server.get(url).body().lines().count() - 1;
    }
    assertThat(rows).isEqualTo(12);
  }

  @Test
  void anEmptyResultIsTheHeaderLineAlone() throws Exception {
    HttpResponse<String> result =
        server.get(make("SELECT Id FROM Lead WHERE LastName = 'x'") + "/results");
    assertThat(result.body()).isEqualTo("\"Id\"\n");
    assertThat(header(result, "Sforce-Locator")).isEqualTo("null");
    assertThat(header(result, "Sforce-NumberOfRecords")).isEqualTo("0");
  }

  @Test
  void queryAllFindsTheRecycleBin() throws Exception {
    String lead = server.insert("Lead", Map.of("LastName", "Gone", "Company", "C"));
    server.load("{\"object\":\"Lead\",\"operation\":\"delete\"}", "Id\n" + lead + "\n");
    String query = "SELECT Id FROM Lead WHERE LastName = 'Gone'";
    Map<String, ?> all = server.json(order("queryAll", query));
    server.work();
    assertThat(server.get("query/" + all.get("id") + "/results").body()).contains(lead);
    assertThat(server.get(make(query) + "/results").body()).doesNotContain(lead);
  }

  @Test
  void badQueriesAreRefusedAtOnce() throws Exception {
    refuses("SELECT Foo FROM Lead", "INVALID_FIELD", "No such column 'Foo'");
    refuses("SELECT Id FROM", "MALFORMED_QUERY", "unexpected token");
    refuses(
        "SELECT Address FROM Lead",
        "FUNCTIONALITY_NOT_ENABLED",
        "Selecting compound data not supported in Bulk Query");
    refuses("SELECT COUNT(Id) FROM Lead", "FUNCTIONALITY_NOT_ENABLED", "Aggregate queries");
    refuses("SELECT COUNT() FROM Lead", "FUNCTIONALITY_NOT_ENABLED", "Aggregate queries");
    refuses(
        "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
        "FUNCTIONALITY_NOT_ENABLED",
        "Aggregate Relationships not supported in Bulk V2 Query");
    refuses(
        "SELECT Status, COUNT(Id) FROM Lead GROUP BY Status",
        "FUNCTIONALITY_NOT_ENABLED",
        "Aggregate queries");
    refuses(
        "SELECT TYPEOF Owner WHEN User THEN Name END FROM Lead",
        "FUNCTIONALITY_NOT_ENABLED",
        "TYPEOF");
    refuses("SELECT Id FROM Lead OFFSET 1", "FUNCTIONALITY_NOT_ENABLED", "OFFSET");
    make("SELECT Id FROM Lead WHERE CALENDAR_YEAR(CreatedDate) = 2026 ORDER BY Id LIMIT 1");
    assertThat(order("insert", "SELECT Id FROM Lead").body()).contains("INVALIDJOB");
  }

  private void refuses(String query, String code, String message) throws Exception {
    HttpResponse<String> refused = order("query", query);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"errorCode\":\"" + code + "\"").contains(message);
  }

  @Test
  void resultsAskForTheSameVersionAFinishedJobAndAnHonestLocator() throws Exception {
    String job = make("SELECT Id FROM Lead");
    assertThat(server.get("/services/data/v64.0/jobs/" + job + "/results").statusCode())
        .isEqualTo(409);
    assertThat(server.get(job + "/results?locator=zzz").body()).contains("INVALID_QUERY_LOCATOR");
    assertThat(server.get(job + "/results?maxRecords=0").statusCode()).isEqualTo(400);
    Map<String, ?> waiting = server.json(order("query", "SELECT Id FROM Lead"));
    String other = "query/" + waiting.get("id");
    assertThat(server.get(other + "/results").body()).contains("INVALIDJOBSTATE");
    server.send("PATCH", other, "application/json", "{\"state\":\"Aborted\"}");
    server.work();
    assertThat(server.json(server.get(other)).get("state")).isEqualTo("Aborted");
    assertThat(server.send("DELETE", other, null, "").statusCode()).isEqualTo(204);
    assertThat(server.get(other).statusCode()).isEqualTo(404);
  }
}
