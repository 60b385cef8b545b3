package dev.leadline.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leadline.server.segment.SegmentSettings;
import dev.leadline.server.segment.SegmentSettings.UnknownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  @TempDir private Path folder;

  @Test
  void theTextsOfTheDefaultsAreTheDefaultsOfTheRooms() throws Misconfigured {
    Settings settings = read(Map.of()).settings();

    assertThat(settings.http()).isEqualTo(HttpSettings.DEFAULT);
    assertThat(settings.segment()).isEqualTo(SegmentSettings.DEFAULT);
    assertThat(settings.ingest()).isEqualTo(IngestSettings.DEFAULT);
    assertThat(settings.sync()).isEqualTo(SyncSettings.DEFAULT);
    assertThat(settings.administrator()).isEqualTo(AdministratorSettings.DEFAULT);
    assertThat(settings.database().url()).isEmpty();
    assertThat(settings.database().directory()).isEqualTo(settings.data().resolve("postgresql"));
  }

  @Test
  void anOptionGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException, Misconfigured {
    Path file =
        Files.writeString(
            folder.resolve("leadline.conf"),
            """
            # a comment

            http.port = 1
            sync.poll = 3s
            ingest.keep=10d
            """);
    Configuration configuration =
        Configuration.read(
            Map.of("LEADLINE_HTTP_PORT", "2", "LEADLINE_SYNC_POLL", "4s"),
            Optional.of(file),
            Map.of(Setting.HTTP_PORT, "3"));

    assertThat(configuration.value(Setting.HTTP_PORT).origin()).isEqualTo("option --port");
    assertThat(configuration.value(Setting.SYNC_POLL).origin()).isEqualTo("LEADLINE_SYNC_POLL");
    assertThat(configuration.value(Setting.INGEST_KEEP).origin()).isEqualTo(file + " line 5");
    assertThat(configuration.value(Setting.INGEST_BATCH).origin()).isEqualTo("default");
    assertThat(configuration.settings().http().port()).isEqualTo(3);
    assertThat(configuration.settings().sync().poll()).isEqualTo(Duration.ofSeconds(4));
    assertThat(configuration.settings().ingest().keep()).isEqualTo(Duration.ofDays(10));
  }

  @Test
  void everyErrorIsToldAtOnceWithItsOrigin() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("leadline.conf"),
            "http.prot = 1\nnonsense\nsync.batch = 1\nsync.batch = 2\n");
    Configuration configuration =
        Configuration.read(
            Map.of(
                "LEADLINE_HTTP_PORT", "x",
                "LEADLINE_HTTP_BEHIND_PROXY", "perhaps",
                "LEADLINE_SEGMENT_UNKNOWN_KEYS", "burn",
                "LEADLINE_SYNC_POLL", "soon",
                "LEADLINE_INGEST_WRITERS", "0",
                "LEADLINE_SECRET_KEY", "short",
                "LEADLINE_DATABASE_URL", "mysql://elsewhere",
                "LEADLINE_LOG_LEVEL", "loud"),
            Optional.of(file),
            Map.of());

    assertThatExceptionOfType(Misconfigured.class)
        .isThrownBy(configuration::settings)
        .satisfies(wrong ->
            assertThat(String.join("\n", wrong.errors()))
                .contains(
                    "line 1: there is no setting \"http.prot\"",
                    "line 2: \"nonsense\" has no value",
                    "line 4: sync.batch is set already (" + file + " line 3)",
                    "http.port must be a whole number, not \"x\" (LEADLINE_HTTP_PORT)",
                    "http.behind-proxy must be true or false",
                    "segment.unknown-keys must be one of quarantine, reject",
                    "sync.poll must be a time such as 90s",
                    "writers, batch and queue must be at least 1",
                    "secret.key must have at least 32 characters",
                    "the database URL must start with",
                    "log.level must be one of"));
  }

  @ParameterizedTest
  @CsvSource({
    "LEADLINE_HTTP_PORT, 70000, http.port must be between",
    "LEADLINE_SEGMENT_EVENT_BYTES, 5, the limit of an event",
    "LEADLINE_SEGMENT_BATCH_BYTES, 5000, the limit of a batch",
    "LEADLINE_INGEST_KEEP, 2h, events must be kept for at least one day",
    "LEADLINE_SYNC_POLL, 2d, Salesforce must be polled",
    "LEADLINE_ADMINISTRATOR_EMAIL, nobody, email is not a valid address",
    "LEADLINE_ADMINISTRATOR_PASSWORD, short, at least 12 characters"
  })
  void theRoomsRefuseWhatTheyCannotWorkWith(String variable, String text, String error) {
    assertThatExceptionOfType(Misconfigured.class)
        .isThrownBy(() -> read(Map.of(variable, text)).settings())
        .withMessageContaining(error);
  }

  @Test
  void aSecretMayComeFromAFileAndIsNeverShown() throws IOException, Misconfigured {
    Path file = Files.writeString(folder.resolve("password"), "correct horse battery\n");
    Configuration configuration =
        read(
            Map.of(
                "LEADLINE_ADMINISTRATOR_PASSWORD_FILE",
                file.toString(),
                "LEADLINE_DATABASE_URL",
                "postgresql://me:hush@db.example/leadline"));

    assertThat(configuration.settings().administrator().password())
        .contains("correct horse battery");
    assertThat(configuration.value(Setting.ADMINISTRATOR_PASSWORD).origin())
        .isEqualTo("LEADLINE_ADMINISTRATOR_PASSWORD_FILE");
    assertThat(configuration.values().toString())
        .doesNotContain("correct", "hush")
        .contains("postgresql://me:***@db.example/leadline");
    assertThat(configuration.settings().toString()).doesNotContain("correct", "hush");
  }

  @Test
  void aSecretFileThatIsMissingIsAnError() {
    assertThatExceptionOfType(Misconfigured.class)
        .isThrownBy(() ->
            read(Map.of("LEADLINE_SECRET_KEY_FILE", folder.resolve("none").toString())).settings())
        .withMessageContaining("LEADLINE_SECRET_KEY_FILE");
  }

  @Test
  void aVariableThatNobodyReadsIsWarnedOf() {
    assertThat(read(Map.of("LEADLINE_HTTP_PROT", "1", "LEADLINE_AOT", "off")).warnings())
        .containsExactly("there is no setting for the variable LEADLINE_HTTP_PROT");
  }

  @Test
  void unknownWriteKeysMayBeRejected() throws Misconfigured {
    assertThat(
            read(Map.of("LEADLINE_SEGMENT_UNKNOWN_KEYS", "Reject"))
                .settings()
                .segment()
                .unknownKeys())
        .isEqualTo(UnknownKeys.REJECT);
  }

  @Test
  void theKeyIsMadeOnceAndReadableByUsOnly() throws IOException {
    Path data = folder.resolve("data");
    SecretSettings secret = SecretSettings.in(data);

    assertThat(secret.secretKey()).isEqualTo(SecretSettings.in(data).secretKey());
    assertThat(Files.getPosixFilePermissions(data.resolve("secret.key")).toString())
        .doesNotContain("GROUP", "OTHERS");
    assertThat(new SecretSettings(Optional.of("x".repeat(32)), secret.file()).secretKey())
        .isNotEqualTo(secret.secretKey());
  }

  private static Configuration read(Map<String, String> environment) {
    return Configuration.read(environment, Optional.empty(), Map.of());
  }
}
