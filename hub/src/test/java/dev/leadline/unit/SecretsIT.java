package dev.leadline.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leadline.db.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecretsIT {
  private static final int UNIT = 1;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final Secrets secrets = sealedWith((byte) 1);

  @Test
  void aSecretComesBackAsItWasAndTheLastOneCounts() {
    secrets.save(UNIT, "pass", "first");
    secrets.save(UNIT, "pass", "zweiter ✓");

    assertThat(secrets.find(UNIT, "pass")).contains("zweiter ✓");
    assertThat(secrets.find(UNIT, "none")).isEmpty();
  }

  @Test
  void theTableTellsNothing() {
    secrets.save(UNIT, "a", "correct horse");
    secrets.save(UNIT, "b", "correct horse");

    assertThat(sealed("a")).isNotEqualTo(sealed("b"));
    assertThat(new String(sealed("a"), StandardCharsets.ISO_8859_1)).doesNotContain("horse");
  }

  @Test
  void anotherKeyOrAnotherNameDoesNotOpenIt() {
    secrets.save(UNIT, "mine", "s");
    move("mine", "stolen");

    assertThatExceptionOfType(Secrets.WrongKey.class)
        .isThrownBy(() -> sealedWith((byte) 2).find(UNIT, "mine"))
        .withMessageContaining("another key");
    assertThatExceptionOfType(Secrets.WrongKey.class)
        .isThrownBy(() -> secrets.find(UNIT, "stolen"));
  }

  private static Secrets sealedWith(byte letter) {
    byte[] bytes = new byte[32];
    bytes[0] = letter;
    SecretKey key = new SecretKeySpec(bytes, "AES");
    return new Secrets(DATABASE.jdbi(), key, new SecureRandom());
  }

  private static byte[] sealed(String name) {
    return DATABASE
        .jdbi()
        .withHandle(tx ->
            tx.createQuery("SELECT sealed FROM secret WHERE name = :name")
                .bind("name", name)
                .mapTo(byte[].class)
                .one());
  }

  private static void move(String from, String to) {
    DATABASE
        .jdbi()
        .useHandle(tx ->
            tx.createUpdate(
                    """
                    INSERT INTO secret (unit, name, sealed)
                    SELECT unit, :to, sealed FROM secret WHERE name = :from
                    """)
                .bind("from", from)
                .bind("to", to)
                .execute());
  }
}
