package dev.leadline.intake;

import dev.leadline.identity.Key;
import dev.leadline.unit.Unit;
import dev.leadline.unit.Unit.Matching;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Which key follows from a prospect's own values, by the rules of its unit. */
final class Keyring {
  private Keyring() {}

  /**
   * The key of a prospect with these values, if they make one.
   *
   * @param field field name → value, or the empty text
   */
  static Optional<Key> derived(Unit unit, UnaryOperator<String> field) {
    String email = field.apply("email");
    if (unit.matching() == Matching.V3) {
      return email.isEmpty() ? Optional.empty() : Optional.of(Key.email(email));
    }
    String lookupField = unit.lookupField();
    String value = lookupField == null ? "" : field.apply(lookupField);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (unit.directLookup()) {
      return Optional.of(Key.lookup(value));
    }
    return email.isEmpty() ? Optional.empty() : Optional.of(Key.lookupWithin(email, value));
  }
}
