package dev.leadline.server.admin;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** What was typed into a form, kept as it was typed so that it can be shown again. */
public record Form(MultiValueMap<String, String> values) {
  private static final int LONGEST = 100_000;

  public static Form empty() {
    return new Form(new LinkedMultiValueMap<>());
  }

  /** One value set, for a form that is shown filled in. */
  public Form with(String name, String value) {
    MultiValueMap<String, String> more = new LinkedMultiValueMap<>(values);
    more.set(name, value);
    return new Form(more);
  }

  /** The first value, as typed; the empty text when there is none. */
  public String text(String name) {
    String text = values.getFirst(name);
    return text == null || text.length() > LONGEST ? "" : text;
  }

  /** The first value without outer space. */
  public String line(String name) {
    return text(name).replace("\0", "").strip();
  }

  public List<String> all(String name) {
    List<String> all = values.get(name);
    return all == null ? List.of() : all;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public OptionalInt number(String name) {
    try {
      return OptionalInt.of(Integer.parseInt(line(name)));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  public OptionalLong id(String name) {
    return id(Optional.of(line(name)));
  }

  private static OptionalLong id(Optional<String> text) {
    try {
      return OptionalLong.of(Long.parseLong(text.orElse("")));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
