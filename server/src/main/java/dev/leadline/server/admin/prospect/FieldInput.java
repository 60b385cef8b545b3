package dev.leadline.server.admin.prospect;

import dev.leadline.prospect.Field;
import dev.leadline.prospect.Field.Canonical;
import dev.leadline.prospect.FieldType;
import dev.leadline.prospect.Prospect;
import dev.leadline.server.admin.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field in a form.
 *
 * @param value as it is, or as it was typed
 * @param was as it was when the form was first shown: only what differs is written, so that an old
 *     form does not take back what others have done
 * @param problem empty: none
 */
public record FieldInput(
    String name,
    String label,
    FieldType type,
    List<String> options,
    String value,
    String was,
    int maxLength,
    String problem) {

  private static final String VALUE = "f.";
  private static final String WAS = "was.";
  private static final int SHOWN_LENGTH = 65_535;

  static List<FieldInput> of(Collection<Field> fields, Prospect prospect) {
    return fields.stream()
        .map(field -> of(field, prospect.field(field.name()), prospect.field(field.name()), ""))
        .toList();
  }

  static List<FieldInput> empty(Collection<Field> fields) {
    return fields.stream().map(field -> of(field, "", "", "")).toList();
  }

  /** As they were typed, with what is wrong about them. */
  static List<FieldInput> typed(Collection<Field> fields, Form form) {
    return fields.stream()
        .map(field -> {
          String value = value(field, form);
          String problem =
              switch (field.canonical(value)) {
                case Canonical.Invalid(String reason) -> reason + ".";
                case Canonical.Text(String text) ->
                    value.strip().length() > field.maxLength()
                        ? field.label() + " takes at most " + field.maxLength() + " characters."
                        : "";
              };
          return of(field, value, form.text(WAS + field.name()), problem);
        })
        .toList();
  }

  static boolean fine(List<FieldInput> inputs) {
    return inputs.stream().allMatch(input -> input.problem().isEmpty());
  }

  /** Those that a person has changed. */
  static Map<String, String> changed(List<FieldInput> inputs) {
    Map<String, String> changed = new LinkedHashMap<>();
    for (FieldInput input : inputs) {
      if (!lines(input.value()).equals(lines(input.was()))) {
        changed.put(input.name(), input.value());
      }
    }
    return changed;
  }

  FieldInput withProblem(String text) {
    return new FieldInput(name, label, type, options, value, was, maxLength, text);
  }

  /** The name of the input. */
  public String input() {
    return VALUE + name;
  }

  /** The name of the hidden input with the value that was. */
  public String wasInput() {
    return WAS + name;
  }

  /** The values offered, and the one there is. */
  public List<String> offered() {
    List<String> offered = new ArrayList<>(options);
    chosen().stream().filter(one -> !offered.contains(one)).forEach(offered::add);
    return offered;
  }

  /** The values there are, where there may be several. */
  public List<String> chosen() {
    if (value.isEmpty()) {
      return List.of();
    }
    return type.several() ? Arrays.asList(value.split(";")) : List.of(value);
  }

  private static FieldInput of(Field field, String value, String was, String problem) {
    return new FieldInput(
        field.name(),
        field.label(),
        field.type(),
        field.options(),
        value,
        was,
        Math.min(field.maxLength(), SHOWN_LENGTH),
        problem);
  }

  private static String value(Field field, Form form) {
    return field.type().several()
        ? String.join(
            ";", form.all(VALUE + field.name()).stream().filter(v -> !v.isBlank()).toList())
        : form.text(VALUE + field.name());
  }

  /** A browser sends line ends of its own. */
  private static String lines(@Nullable String text) {
    return text == null ? "" : text.replace("\r\n", "\n").strip();
  }
}
