package dev.leadline.server.configuration;

import java.util.regex.Pattern;

/**
 * What holds for a setting, and who decided.
 *
 * @param origin for a person: {@code default}, a variable, a line of a file, an option
 */
public record Value(Setting setting, String text, String origin) {
  static final String STANDARD = "default";
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("(://[^/@:]*:)[^@]*@|(?i)(password=)[^&]*");

  /** Fit for a screen. */
  public String shown() {
    if (setting.secret()) {
      return text.isEmpty() ? "" : "(hidden)";
    }
    return PASSWORD_IN_URL
        .matcher(text)
        .replaceAll(found -> found.group(1) != null ? "$1***@" : "$2***");
  }

  @Override
  public String toString() {
    return setting.name() + "=" + shown();
  }
}
