package dev.leadline.prospect;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place between two rows of a list, from which to read on; its text form is for addresses.
 *
 * @param forward whether to read the rows behind it or those before it
 * @param run which run of the {@link Sort} it is in
 * @param key the value of the run's expression there, as text
 */
public record Place(boolean forward, int run, String key, long id) {
  private static final int PARTS = 4;

  /** For an address: letters, digits, dashes. */
  public String text() {
    String plain = (forward ? "a" : "b") + '\n' + run + '\n' + id + '\n' + key;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when the text is none of ours. */
  public static Optional<Place> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split("\n", PARTS);
      return parts.length == PARTS && parts[3].indexOf('\0') < 0
          ? Optional.of(
              new Place(
                  parts[0].equals("a"),
                  Integer.parseInt(parts[1]),
                  parts[3],
                  Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
