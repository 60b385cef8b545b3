package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not simulated says so in the form that its clients read. */
class OtherServicesIT extends WithOrg {
  private static String text(Told told) {
    return new String(told.http().body(), StandardCharsets.UTF_8);
  }

  private Told post(String path, String type, String... headers) {
    return org.send("POST", path, "<x/>".getBytes(StandardCharsets.UTF_8), type, headers);
  }

  @Test
  void unknownAddressesAreNotFoundInJson() {
    for (String path :
        List.of(
            "/services", "/services/", "/services/nothing/here", "/cometd/65.0", "/services/x")) {
      Told told = org.get(path);
      assertThat(told.status()).as(path).isEqualTo(404);
      assertThat(told.text("0.errorCode")).as(path).isEqualTo("NOT_FOUND");
    }
    Told apex = org.get("/services/apexrest/Thing");
    assertThat(apex.status()).isEqualTo(404);
    assertThat(apex.text("0.message")).isEqualTo("Could not find a match for URL");
    assertThat(apex.text("0.errorCode")).isEqualTo("NOT_FOUND");
    try (Caller stranger = new Caller(simulator.rest(), null)) {
      Told refused = stranger.get("/services/apexrest/Thing");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.text("0.errorCode")).isEqualTo("INVALID_SESSION_ID");
    }
  }

  @Test
  void soapIsRefusedWithAFault() {
    Told told = post("/services/Soap/u/65.0", "text/xml", "SOAPAction", "login");
    assertThat(told.status()).isEqualTo(500);
    assertThat(told.header("Content-Type")).startsWith("text/xml");
    assertThat(text(told))
        .startsWith("<?xml")
        .contains("xmlns:sf=\"urn:fault.partner.soap.sforce.com\"")
        .contains("<soapenv:Fault><faultcode>sf:API_DISABLED_FOR_ORG</faultcode>");
    assertThat(text(post("/services/Soap/c/65.0/00D", "text/xml")))
        .contains("urn:fault.enterprise.soap.sforce.com");
  }

  @Test
  void theFirstBulkApiIsRefusedInItsOwnForm() {
    String jobs = "/services/async/65.0/job";
    Told stranger = post(jobs, "application/xml");
    assertThat(stranger.status()).isEqualTo(400);
    assertThat(stranger.header("Content-Type")).startsWith("application/xml");
    assertThat(text(stranger))
        .contains("<error xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">")
        .contains("<exceptionCode>InvalidSessionId</exceptionCode>");
    Told known = post(jobs, "application/json", "X-SFDC-Session", simulator.accessToken());
    assertThat(known.status()).isEqualTo(400);
    assertThat(known.text("exceptionCode")).isEqualTo("FeatureNotEnabled");
  }

  @Test
  void refusalsStandInTheLog() {
    org.get("/services/nothing");
    assertThat(org.get("/control/log").each("log", "path")).contains("/services/nothing");
  }
}
