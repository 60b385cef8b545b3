package dev.leadline.simulator.pubsub;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** A self-signed certificate for this machine; Java itself offers no way to make one. */
public final class Certificate {
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int SEQUENCE = 0x30;
  private static final int OID = 0x06;
  // 1.2.840.10045.4.3.2, 2.5.4.3, 2.5.29.17, 2.5.29.19
  private static final byte[] ECDSA_WITH_SHA256 = {
    0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2
  };
  private static final byte[] COMMON_NAME = {0x55, 4, 3};
  private static final byte[] ALTERNATIVE_NAMES = {0x55, 0x1d, 0x11};
  private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1d, 0x13};

  private final byte[] certificate;
  private final byte[] key;

  private Certificate(byte[] certificate, byte[] key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** A certificate for localhost and 127.0.0.1, good for ten years around now. */
  static Certificate make(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] body = body(now, pair);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(body);
      byte[] signed = der(SEQUENCE, body, algorithm(), bits(signature.sign()));
      return new Certificate(signed, pair.getPrivate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256 and SHA-256", e);
    }
  }

  /** The certificate for clients that shall trust it. */
  public String pem() {
    return pem("CERTIFICATE", certificate);
  }

  InputStream certificateStream() {
    return new ByteArrayInputStream(pem().getBytes(StandardCharsets.US_ASCII));
  }

  InputStream keyStream() {
    return new ByteArrayInputStream(pem("PRIVATE KEY", key).getBytes(StandardCharsets.US_ASCII));
  }

  private static String pem(String what, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  private static byte[] body(Instant now, KeyPair pair) {
    byte[] name =
        der(SEQUENCE, der(0x31, der(SEQUENCE, der(OID, COMMON_NAME), text(0x0c, "localhost"))));
    byte[] validity =
        der(SEQUENCE, time(now.minusSeconds(86_400)), time(now.plusSeconds(3_650L * 86_400)));
    byte[] serial = der(0x02, BigInteger.valueOf(now.toEpochMilli()).toByteArray());
    byte[] version = der(0xa0, der(0x02, new byte[] {2}));
    byte[] names = der(SEQUENCE, text(0x82, "localhost"), der(0x87, new byte[] {127, 0, 0, 1}));
    byte[] authority = der(SEQUENCE, der(0x01, new byte[] {(byte) 0xff}));
    byte[] extensions =
        der(
            0xa3,
            der(
                SEQUENCE,
                der(SEQUENCE, der(OID, ALTERNATIVE_NAMES), der(0x04, names)),
                der(SEQUENCE, der(OID, BASIC_CONSTRAINTS), der(0x04, authority))));
    return der(
        SEQUENCE,
        version,
        serial,
        algorithm(),
        name,
        validity,
        name,
        pair.getPublic().getEncoded(),
        extensions);
  }

  private static byte[] algorithm() {
    return der(SEQUENCE, der(OID, ECDSA_WITH_SHA256));
  }

  private static byte[] time(Instant moment) {
    return text(0x18, GENERALIZED_TIME.format(moment));
  }

  private static byte[] text(int tag, String text) {
    return der(tag, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bits(byte[] content) {
    return der(0x03, new byte[] {0}, content);
  }

  /** One DER element: tag, length, contents. */
  private static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length < 0x80) {
      element.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int from = digits[0] == 0 ? 1 : 0;
      element.write(0x80 | (digits.length - from));
      element.write(digits, from, digits.length - from);
    }
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
