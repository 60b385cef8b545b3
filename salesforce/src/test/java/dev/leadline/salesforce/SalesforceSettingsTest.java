package dev.leadline.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceSettingsTest {
  private static final String HOME = "https://acme.my.salesforce.com";

  @Test
  void whatIsNotSetHasItsDefault() {
    SalesforceSettings settings =
        SalesforceSettings.of(Map.of("login_url", HOME + "/", "client_id", "3MVG9"));

    assertThat(settings.loginUrl()).hasToString(HOME);
    assertThat(settings.apiVersion()).isEqualTo("65.0");
    assertThat(settings.matchOrder()).containsExactly("Contact", "Lead");
    assertThat(settings.overlap()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.grant()).isEqualTo(SalesforceSettings.Grant.CLIENT_CREDENTIALS);
    assertThat(settings.allowDuplicates()).isFalse();
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Map<String, String> wrong =
        Map.of(
            "login_url", "http://acme.my.salesforce.com",
            "grant", "jwt_bearer",
            "api_version", "latest",
            "match_order", "Lead,Account",
            "page_size", "many");

    assertThat(SalesforceSettings.problems(wrong))
        .hasSize(6)
        .anyMatch(problem -> problem.startsWith("login_url:"))
        .anyMatch(problem -> problem.startsWith("client_id:"))
        .anyMatch(problem -> problem.startsWith("username:"))
        .anyMatch(problem -> problem.startsWith("api_version:"))
        .anyMatch(problem -> problem.startsWith("match_order:"))
        .anyMatch(problem -> problem.startsWith("page_size:"));
    assertThatThrownBy(() -> SalesforceSettings.of(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("api_version");
  }

  @ParameterizedTest
  @CsvSource({
    "https://acme.my.salesforce.com, true",
    "http://127.0.0.1:9000, true",
    "http://localhost:9000, true",
    "http://localhost.evil.example, false",
    "ftp://acme.my.salesforce.com, false",
    "acme.my.salesforce.com, false"
  })
  void aSecretLeavesTheMachineOnlyEncrypted(String url, boolean fine) {
    assertThat(SalesforceSettings.problems(Map.of("login_url", url, "client_id", "x")).isEmpty())
        .isEqualTo(fine);
  }

  @Test
  void aCredentialIsNeverPrinted() {
    assertThat(new Credential("s3cret").toString()).doesNotContain("s3cret");
    assertThat(new SalesforceOrgs.Access(Map.of(), new Credential("s3cret")).toString())
        .doesNotContain("s3cret");
  }
}
