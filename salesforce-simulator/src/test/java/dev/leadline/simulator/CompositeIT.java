package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests within one request: what they share, and what they see of each other. */
class CompositeIT extends WithOrg {
  private static Map<String, Object> sub(
      String method, String url, String ref, Map<String, ?> body) {
    Map<String, Object> sub = new LinkedHashMap<>();
    sub.put("method", method);
    sub.put("url", url);
    sub.put("referenceId", ref);
    if (!body.isEmpty()) {
      sub.put("body", body);
    }
    return sub;
  }

  private Told together(List<Map<String, Object>> subrequests) {
    return org.call(
        "POST", DATA + "/composite", Map.of("allOrNone", true, "compositeRequest", subrequests));
  }

  @Test
  void compositePassesResultsOnAndCountsOnce() {
    long before = Long.parseLong(org.get("/control/calls").text("total"));
    Told told =
        together(
            List.of(
                sub("POST", DATA + "/sobjects/Account", "acc", Map.of("Name", "Acme")),
                sub(
                    "POST",
                    DATA + "/sobjects/Contact",
                    "con",
                    Map.of("LastName", "L", "AccountId", "@{acc.id}")),
                sub(
                    "GET",
                    DATA + "/sobjects/Contact/@{con.id}?fields=AccountId",
                    "read",
                    Map.of())));
    assertThat(told.at("compositeResponse.2.body.AccountId"))
        .isEqualTo(told.at("compositeResponse.0.body.id"));
    assertThat(told.text("compositeResponse.0.httpHeaders.Location"))
        .startsWith(DATA + "/sobjects/Account/001");
    assertThat(Long.parseLong(org.get("/control/calls").text("total"))).isEqualTo(before + 1);
  }

  @Test
  void compositeIsTakenBackWhole() {
    Told told =
        together(
            List.of(
                sub("POST", DATA + "/sobjects/Account", "a", Map.of("Name", "Gone")),
                sub("POST", DATA + "/sobjects/Contact", "b", Map.of("FirstName", "nobody"))));
    assertThat(told.text("compositeResponse.0.body.0.errorCode")).isEqualTo("PROCESSING_HALTED");
    assertThat(told.text("compositeResponse.1.body.0.errorCode"))
        .isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(org.query("SELECT COUNT() FROM Account").at("totalSize")).isEqualTo(0);
  }

  @Test
  void compositeRunsFiveQueriesButNotSix() {
    List<Object> subs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      subs.add(sub("GET", DATA + "/queryAll?q=SELECT+Id+FROM+User+LIMIT+1", "q" + i, Map.of()));
    }
    Told five = org.call("POST", DATA + "/composite", Map.of("compositeRequest", subs));
    assertThat(five.at("compositeResponse.4.body.totalSize")).isEqualTo(1);
    subs.add(sub("GET", DATA + "/query?q=SELECT+Id+FROM+User", "q5", Map.of()));
    assertThat(
            org.call("POST", DATA + "/composite", Map.of("compositeRequest", subs))
                .text("0.errorCode"))
        .isEqualTo("LIMIT_EXCEEDED");
  }

  @Test
  void eachPartOfABatchCounts() {
    Told told =
        org.call(
            "POST",
            DATA + "/composite/batch",
            Map.of(
                "haltOnError",
                true,
                "batchRequests",
                List.of(
                    Map.of("method", "GET", "url", "v65.0/limits"),
                    Map.of("method", "GET", "url", "v65.0/sobjects/Nope"),
                    Map.of("method", "GET", "url", "v65.0/limits"))));
    assertThat(told.at("hasErrors")).isEqualTo(true);
    assertThat(told.at("results.2.statusCode")).isEqualTo(412);
    assertThat(org.get("/control/calls").at("total")).isEqualTo(3);
  }

  @Test
  void aTreeGrowsWholeAndAGraphHoldsTogether() {
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("attributes", Map.of("type", "Account", "referenceId", "a1"));
    account.put("Name", "Tree");
    account.put(
        "Contacts",
        Map.of(
            "records",
            List.of(
                Map.of(
                    "attributes",
                    Map.of("type", "Contact", "referenceId", "c1"),
                    "LastName",
                    "Leaf"))));
    Told tree =
        org.call("POST", DATA + "/composite/tree/Account", Map.of("records", List.of(account)));
    assertThat(tree.status()).isEqualTo(201);
    assertThat(tree.list("results")).hasSize(2);

    Told graph =
        org.call(
            "POST",
            DATA + "/composite/graph",
            Map.of(
                "graphs",
                List.of(
                    Map.of(
                        "graphId",
                        "1",
                        "compositeRequest",
                        List.of(sub("POST", DATA + "/sobjects/Account", "r", Map.of("Name", "G")))),
                    Map.of(
                        "graphId",
                        "2",
                        "compositeRequest",
                        List.of(
                            sub("POST", DATA + "/sobjects/Account", "r", Map.of("Name", "H")),
                            sub("POST", DATA + "/sobjects/Contact", "s", Map.of()))))));
    assertThat(graph.at("graphs.0.isSuccessful")).isEqualTo(true);
    assertThat(graph.at("graphs.1.isSuccessful")).isEqualTo(false);
    assertThat(org.query("SELECT Name FROM Account ORDER BY Name").at("totalSize")).isEqualTo(2);
  }

  @Test
  void queriesSeeWhatWasSavedBeforeThemInTheSameTransaction() {
    String kept = org.call("POST", DATA + "/sobjects/Account", Map.of("Name", "Kept")).text("id");
    String gone = org.call("POST", DATA + "/sobjects/Account", Map.of("Name", "Gone")).text("id");
    Map<String, Object> rename = Map.of("Name", "Renamed");
    Told told =
        together(
            List.of(
                sub("POST", DATA + "/sobjects/Account", "added", Map.of("Name", "Added")),
                sub("PATCH", DATA + "/sobjects/Account/" + kept, "renamed", rename),
                sub("DELETE", DATA + "/sobjects/Account/" + gone, "deleted", Map.of()),
                sub(
                    "POST",
                    DATA + "/sobjects/Contact",
                    "contact",
                    Map.of("LastName", "L", "Email", "l@b.co", "AccountId", "@{added.id}")),
                query("all", "SELECT Name FROM Account ORDER BY Name"),
                query("byId", "SELECT Name FROM Account WHERE Id = '" + kept + "'"),
                query("byEmail", "SELECT Account.Name FROM Contact WHERE Email = 'l@b.co'")));

    assertThat(told.each("compositeResponse.4.body.records", "Name"))
        .containsExactly("Added", "Renamed");
    assertThat(told.each("compositeResponse.5.body.records", "Name")).containsExactly("Renamed");
    assertThat(told.at("compositeResponse.6.body.records.0.Account.Name")).isEqualTo("Added");
  }

  private static Map<String, Object> query(String name, String soql) {
    return sub("GET", DATA + "/query?q=" + soql.replace(' ', '+'), name, Map.of());
  }
}
