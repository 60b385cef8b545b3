package dev.leadline.server.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What seals the credentials in the database.
 *
 * @param key chosen by the operator
 * @param file where one is kept that was made up, if the operator has chosen none
 */
public record SecretSettings(Optional<String> key, Path file) {
  private static final int SHORTEST = 32;

  public SecretSettings {
    if (key.filter(chosen -> chosen.length() < SHORTEST).isPresent()) {
      throw new IllegalArgumentException(
          "secret.key must have at least " + SHORTEST + " characters");
    }
  }

  static SecretSettings in(Path data) {
    return new SecretSettings(Optional.empty(), data.resolve("secret.key"));
  }

  /** The key itself; made and kept at the first call where the operator has chosen none. */
  public SecretKey secretKey() {
    try {
      byte[] text = key.orElseGet(this::kept).getBytes(StandardCharsets.UTF_8);
      return new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(text), "AES");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String kept() {
    try {
      if (!Files.exists(file)) {
        make();
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The key file " + file + " cannot be used", e);
    }
  }

  private void make() throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh =
        Files.createTempFile(
            folder,
            "secret",
            ".key",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, Base64.getEncoder().encodeToString(random) + "\n");
    try {
      Files.move(fresh, file);
    } catch (FileAlreadyExistsException e) {
      Files.delete(fresh); // another process was faster; its key holds
    }
  }

  @Override
  public String toString() {
    return "SecretSettings[" + (key.isPresent() ? "chosen" : file) + "]"; // never the key
  }
}
