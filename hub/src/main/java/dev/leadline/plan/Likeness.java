package dev.leadline.plan;

import dev.leadline.connector.Mapped;
import dev.leadline.connector.Policy;
import dev.leadline.prospect.Draft;
import dev.leadline.prospect.Field;
import dev.leadline.prospect.Field.Canonical;
import dev.leadline.prospect.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts the values of both sides into one form in which they can be compared: what either side would
 * make of the other's value. A value that the other side cannot hold has no such form.
 */
public final class Likeness {
  private final Map<String, Field> fields;
  private final Set<String> owners;
  private final String filler;

  /**
   * A likeness for one unit.
   *
   * @param fields our fields by name
   * @param owners the ids over there of the users that we know
   * @param filler see {@link Policy}
   */
  public Likeness(Map<String, Field> fields, Set<String> owners, String filler) {
    this.fields = fields;
    this.owners = owners;
    this.filler = filler;
  }

  /** The form of the empty value. */
  String blank(Mapped mapped) {
    return mapped.theirs().type() == FieldType.BOOLEAN ? "false" : "";
  }

  /** Our value as they would hold it; empty: they cannot. */
  Optional<String> ours(Mapped mapped, String value) {
    if (value.isBlank()) {
      return Optional.of(blank(mapped));
    }
    return theirForm(mapped).canonical(value) instanceof Canonical.Text(String text)
        ? Optional.of(tidy(mapped, shortened(mapped, text)))
        : Optional.empty();
  }

  /** Their value as we would hold it; empty: we cannot, or it must not be taken. */
  public Optional<String> theirs(Mapped mapped, String value) {
    if (value.isBlank() || (fills(mapped) && value.equals(filler))) {
      return Optional.of(blank(mapped));
    }
    if (mapped.field().equals(Draft.OWNER)) {
      return owners.contains(value) ? Optional.of(value) : Optional.empty();
    }
    return ourForm(mapped.field())
        .map(form -> form.canonical(value))
        .filter(Canonical.Text.class::isInstance)
        .map(form -> tidy(mapped, ((Canonical.Text) form).text()));
  }

  /** The text to write for a value in the common form. */
  String toWrite(Mapped mapped, String form) {
    return form.isEmpty() && fills(mapped) ? filler : form;
  }

  boolean same(Mapped mapped, String one, String other) {
    return mapped.field().equals(Ours.EMAIL) ? one.equalsIgnoreCase(other) : one.equals(other);
  }

  /** Whether we have such a field. */
  public boolean known(Mapped mapped) {
    return ourForm(mapped.field()).isPresent();
  }

  private boolean fills(Mapped mapped) {
    return mapped.theirs().required() && isText(mapped.theirs().type()) && !filler.isEmpty();
  }

  private static boolean isText(FieldType type) {
    return type == FieldType.TEXT || type == FieldType.TEXT_AREA;
  }

  private Optional<Field> ourForm(String field) {
    return switch (field) {
      case Draft.SCORE -> Optional.of(form(field, FieldType.NUMBER));
      case Draft.OWNER -> Optional.of(form(field, FieldType.CRM_USER));
      default -> Optional.ofNullable(fields.get(field));
    };
  }

  private static Field theirForm(Mapped mapped) {
    return form(mapped.theirs().name(), mapped.theirs().type());
  }

  private static Field form(String name, FieldType type) {
    return new Field(0, name, name, type, true, List.of());
  }

  /** Several values have no order over there; line ends are not told apart. */
  private static String tidy(Mapped mapped, String text) {
    return mapped.theirs().type().several()
        ? text
            .lines()
            .flatMap(line -> Arrays.stream(line.split(";")))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(";"))
        : text.replace("\r\n", "\n").strip();
  }

  /** What is too long is cut, but never an email: it would be another's. That is for a person. */
  private static String shortened(Mapped mapped, String text) {
    int length = mapped.theirs().length();
    if (length == 0 || text.length() <= length || mapped.field().equals(Ours.EMAIL)) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end).strip();
  }
}
