package dev.leadline.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {

  @Test
  void thePasswordIsNeverShown() {
    DatabaseSettings inUrl =
        DatabaseSettings.external("jdbc:postgresql://db/hub?password=s3cret&a=b", "ann", "0ther");
    DatabaseSettings inUserInfo =
        DatabaseSettings.external("postgresql://ann:s3cret@db/hub", "", "");

    assertThat(inUrl.toString()).contains("db/hub", "a=b", "ann").doesNotContain("s3cret", "0ther");
    assertThat(inUserInfo.toString()).contains("db/hub", "ann").doesNotContain("s3cret");
  }

  @Test
  void thePlainFormOfAUrlIsUnderstood() {
    DatabaseSettings settings =
        DatabaseSettings.external("postgres://ann:a%40b+c@db:5433/hub?sslmode=require", "", "");

    assertThat(settings.url()).contains("jdbc:postgresql://db:5433/hub?sslmode=require");
    assertThat(settings.user()).isEqualTo("ann");
    assertThat(settings.password()).isEqualTo("a@b+c");
  }

  @Test
  void userAndPasswordBesideAPlainUrlServeWhereItHasNone() {
    DatabaseSettings settings = DatabaseSettings.external("postgresql://db/hub", "ann", "pw");

    assertThat(settings.url()).contains("jdbc:postgresql://db/hub");
    assertThat(settings.user()).isEqualTo("ann");
    assertThat(settings.password()).isEqualTo("pw");
  }

  @Test
  void allErrorsAreTold() {
    assertThatThrownBy(() ->
            new DatabaseSettings(
                Optional.of("mysql://ann:s3cret@db/hub"), "", "", Path.of("a'b"), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("URL", "pool size", "data directory")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aUrlThatCannotBeReadIsAnError() {
    assertThatThrownBy(() -> DatabaseSettings.external("postgresql://a b/c", "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("URL");
  }
}
