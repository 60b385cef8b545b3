package dev.leadline.server.admin;

import java.util.Map;

/**
 * A form as it is shown: what stands in its inputs, and what is wrong with them.
 *
 * @param problems name of the input → a whole sentence; under the empty name what is wrong as a
 *     whole
 */
public record Filled(Form form, Map<String, String> problems) {
  /** The name under which the problem of the whole form is. */
  public static final String WHOLE = "";

  /** A form in which nothing is wrong yet. */
  public static Filled fresh(Form form) {
    return new Filled(form, Map.of());
  }

  public String value(String name) {
    return form.text(name);
  }

  public boolean is(String name, String value) {
    return form.all(name).contains(value);
  }

  /** The empty text: nothing is wrong with the input. */
  public String problem(String name) {
    return problems.getOrDefault(name, "");
  }

  public boolean fine() {
    return problems.isEmpty();
  }

  /** The class that marks an input that is wrong. */
  public String mark(String name) {
    return problems.containsKey(name) ? " is-invalid" : "";
  }
}
