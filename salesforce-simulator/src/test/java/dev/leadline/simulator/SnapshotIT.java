package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.simulator.org.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotIT {

  @TempDir private Path folder;

  @Test
  void anOrgComesBackFromItsFile() throws PortTaken {
    Path file = folder.resolve("org.gz");
    String id;
    Options options =
        Options.free()
            .keptIn(file)
            .declaring("Thing__c | Thing", "Thing__c: Size__c | Size | double(18,2) | external");
    try (Simulator first = Simulator.start(options);
        Caller org = new Caller(first.rest(), first.accessToken())) {
      id =
          org.create(
              "Lead",
              Map.of(
                  "LastName",
                  "Überlebt\n\"x\"",
                  "Company",
                  "C",
                  "Email",
                  "k@e.pt",
                  "AnnualRevenue",
                  12));
      org.create("Thing__c", Map.of("Name", "T", "Size__c", 1.25));
      org.call(
          "DELETE",
          "/services/data/v65.0/sobjects/Lead/"
              + org.create("Lead", Map.of("LastName", "Gone", "Company", "C")),
          null);
    }
    try (Simulator second = Simulator.start(options);
        Caller org = new Caller(second.rest(), second.accessToken())) {
      assertThat(
              org.query("SELECT LastName FROM Lead WHERE Email = 'k@e.pt'")
                  .text("records.0.LastName"))
          .isEqualTo("Überlebt\n\"x\"");
      assertThat(org.query("SELECT Size__c FROM Thing__c WHERE Size__c = 1.25").at("totalSize"))
          .isEqualTo(1);
      assertThat(org.get("/services/data/v65.0/queryAll?q=SELECT+Id+FROM+Lead").at("totalSize"))
          .isEqualTo(2);
      assertThat(org.create("Lead", Map.of("LastName", "New", "Company", "C"))).isNotEqualTo(id);
    }
  }

  @Test
  void aBrokenFileIsNotTakenForAnEmptyOrg() throws IOException {
    Path file = folder.resolve("broken.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"snapshot\":1}\n[1,2".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> Simulator.start(Options.free().keptIn(file)).close())
        .isInstanceOf(Snapshot.Unreadable.class);
  }

  @Test
  void recordsAreSeededFromCsv() throws PortTaken {
    try (Simulator simulator = Simulator.start(Options.free());
        Caller org = new Caller(simulator.rest(), simulator.accessToken())) {
      String csv =
          "LastName,Company,Email,CreatedDate\nA,C,a@b.co,2020-02-03T04:05:06Z\nB,C,bad,\n";
      Caller.Told told =
          org.send(
              "POST",
              "/control/seed?object=Lead",
              csv.getBytes(StandardCharsets.UTF_8),
              "text/csv");
      assertThat(told.at("saved")).isEqualTo(1);
      assertThat(told.at("errors"))
          .isEqualTo(
              List.of(
                  Map.of(
                      "line",
                      3,
                      "error",
                      "INVALID_EMAIL_ADDRESS: Email: invalid email address: bad")));
      assertThat(org.query("SELECT CreatedDate FROM Lead").text("records.0.CreatedDate"))
          .isEqualTo("2020-02-03T04:05:06.000+0000");
    }
  }
}
