package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageIT {

  private Simulator simulator;
  private Caller person;

  @BeforeEach
  void start() throws PortTaken {
    simulator = Simulator.start(Options.free());
    person = new Caller(simulator.rest(), null);
  }

  @AfterEach
  void stop() {
    person.close();
    simulator.close();
  }

  private String html(String path) {
    Told told = person.get(path);
    assertThat(told.status()).isEqualTo(200);
    return new String(told.http().body(), StandardCharsets.UTF_8);
  }

  private String token() {
    return html("/").replaceAll("(?s).*name=\"token\" value=\"([0-9a-f]+)\".*", "$1");
  }

  private Told submit(String path, Map<String, String> fields) {
    Map<String, String> form = new HashMap<>(fields);
    form.put("token", token());
    return person.form(path, form);
  }

  @Test
  void aSalespersonMakesEditsAndDeletesALead() {
    Told made =
        submit(
            "/o/Lead",
            Map.of("LastName", "<b>Bold</b>", "Company", "Acme", "Status", "Open - Not Contacted"));
    assertThat(made.status()).isEqualTo(303);
    String record = made.header("Location").replaceAll("\\?.*", "");
    assertThat(html(record)).contains("&lt;b&gt;Bold&lt;/b&gt;").doesNotContain("<b>Bold");
    assertThat(html("/o/Lead?q=bold")).contains(record);
    assertThat(html("/o/Lead?q=nobody")).contains("Nothing here by that name.");

    Told saved =
        submit(
            record,
            Map.of(
                "LastName",
                "Plain",
                "Company",
                "Acme",
                "Title",
                "CTO",
                "Status",
                "Open - Not Contacted",
                "OwnerId",
                simulator.founded().administratorId()));
    assertThat(saved.status()).isEqualTo(303);
    var row = java.util.Objects.requireNonNull(simulator.org().find(record.substring(3)));
    assertThat(row.get("Title")).isEqualTo("CTO");
    assertThat(row.get("LastModifiedById")).isEqualTo(simulator.founded().administratorId());

    assertThat(submit(record + "/delete", Map.of()).status()).isEqualTo(303);
    assertThat(html(record)).contains("recycle bin");
    assertThat(submit(record + "/undelete", Map.of()).status()).isEqualTo(303);
    assertThat(submit(record + "/convert", Map.of()).status()).isEqualTo(303);
    assertThat(html(record)).contains("can no longer be edited");
  }

  @Test
  void aRefusedSaveSaysWhyAndKeepsWhatWasTyped() {
    Told refused =
        submit("/o/Lead", Map.of("LastName", "L", "Company", "C", "Email", "no address"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(new String(refused.http().body(), StandardCharsets.UTF_8))
        .contains("invalid email address: no address")
        .contains("value=\"no address\"");
  }

  @Test
  void aFormWithoutTheTokenIsNotBelieved() {
    assertThat(person.form("/o/Lead", Map.of("LastName", "L", "Company", "C")).status())
        .isEqualTo(403);
  }

  @Test
  void theCallsOfProgramsAreShown() {
    try (Caller program = new Caller(simulator.rest(), simulator.accessToken())) {
      program.get("/services/data/v65.0/limits?x=%3Cscript%3E");
    }
    assertThat(html("/calls"))
        .contains("GET limits")
        .contains("Integration User")
        .doesNotContain("<script>");
    assertThat(html("/simulator.css")).contains("prefers-color-scheme: dark");
    assertThat(person.get("/").header("Content-Security-Policy")).contains("default-src 'none'");
  }
}
