package dev.leadline.simulator.control;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads an RSA public key from PEM text: a certificate, or the bare key. */
final class Pem {

  private Pem() {}

  static RSAPublicKey publicKey(String pem) {
    try {
      if (pem.contains("BEGIN CERTIFICATE") && read(pem) instanceof RSAPublicKey key) {
        return key;
      }
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", "").strip());
      if (KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der))
          instanceof RSAPublicKey key) {
        return key;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Wrong(400, "the certificate or public key cannot be read: " + e.getMessage());
    }
    throw new Wrong(400, "an RSA key is needed");
  }

  private static PublicKey read(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
        .getPublicKey();
  }
}
