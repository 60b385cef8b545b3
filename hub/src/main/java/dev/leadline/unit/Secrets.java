package dev.leadline.unit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jdbi.v3.core.Jdbi;

/**
 * The store of credentials for other systems, each sealed (AES-GCM) with a key that is not in the
 * database, and bound to its unit and name.
 */
public final class Secrets {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** A secret was sealed with another key than ours; it has to be entered again. */
  public static final class WrongKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongKey(String name, Throwable cause) {
      super(
          "The secret \""
              + name
              + "\" was sealed with another key. Start with the key of before, or enter it again.",
          cause);
    }
  }

  private final Jdbi jdbi;
  private final SecretKey key;
  private final SecureRandom random;

  public Secrets(Jdbi jdbi, SecretKey key, SecureRandom random) {
    this.jdbi = jdbi;
    this.key = key;
    this.random = random;
  }

  /**
   * The secret in the clear, if there is one.
   *
   * @throws WrongKey when it cannot be opened
   */
  public Optional<String> find(int unit, String name) {
    return jdbi.withHandle(tx ->
            tx.createQuery("SELECT sealed FROM secret WHERE unit = :unit AND name = :name")
                .bind("unit", unit)
                .bind("name", name)
                .mapTo(byte[].class)
                .findOne())
        .map(sealed -> open(unit, name, sealed));
  }

  /** Keeps a secret in the place of the one before. */
  public void save(int unit, String name, String secret) {
    byte[] sealed = seal(unit, name, secret);
    jdbi.useHandle(tx ->
        tx.createUpdate(
                """
                INSERT INTO secret (unit, name, sealed) VALUES (:unit, :name, :sealed)
                ON CONFLICT (unit, name)
                DO UPDATE SET sealed = excluded.sealed, updated_at = now()
                """)
            .bind("unit", unit)
            .bind("name", name)
            .bind("sealed", sealed)
            .execute());
  }

  private byte[] seal(int unit, String name, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] text = secret.getBytes(StandardCharsets.UTF_8);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, unit, name).doFinal(text);
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  private String open(int unit, String name, byte[] all) {
    try {
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce, unit, name)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new WrongKey(name, e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, int unit, String name)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((unit + "/" + name).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
