package dev.leadline.salesforce;

/**
 * What proves to Salesforce that it is us: a client secret, or a private key as PEM. Never printed.
 */
public record Credential(String text) {
  @Override
  public String toString() {
    return "Credential[hidden]";
  }
}
