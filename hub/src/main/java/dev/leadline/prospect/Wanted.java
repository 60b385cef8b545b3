package dev.leadline.prospect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which prospects a person wants to see.
 *
 * @param text words that begin the email, a name or the company; all of them must
 * @param tag the prospect must have it; empty: any
 */
public record Wanted(
    int unit,
    String text,
    Assigned assigned,
    String tag,
    OptionalInt scoreFrom,
    OptionalInt scoreTo,
    Bin bin,
    Among among) {

  private static final int MOST_WORDS = 6;

  /** To whom the prospect must be assigned. */
  public sealed interface Assigned {
    record Whoever() implements Assigned {}

    record ToAnyone() implements Assigned {}

    record ToNobody() implements Assigned {}

    record To(long user) implements Assigned {}
  }

  /** Whether to look in the recycle bin. */
  public enum Bin {
    OUTSIDE,
    INSIDE,
    BOTH
  }

  /** All that are not in the recycle bin. */
  public static Wanted all(int unit) {
    return new Wanted(
        unit,
        "",
        new Assigned.Whoever(),
        "",
        OptionalInt.empty(),
        OptionalInt.empty(),
        Bin.OUTSIDE,
        Among.ALL);
  }

  public Wanted assigned(Assigned to) {
    return new Wanted(unit, text, to, tag, scoreFrom, scoreTo, bin, among);
  }

  public Wanted text(String words) {
    return new Wanted(unit, words, assigned, tag, scoreFrom, scoreTo, bin, among);
  }

  public Wanted tag(String name) {
    return new Wanted(unit, text, assigned, name, scoreFrom, scoreTo, bin, among);
  }

  public Wanted score(OptionalInt from, OptionalInt to) {
    return new Wanted(unit, text, assigned, tag, from, to, bin, among);
  }

  public Wanted bin(Bin where) {
    return new Wanted(unit, text, assigned, tag, scoreFrom, scoreTo, where, among);
  }

  public Wanted among(Among some) {
    return new Wanted(unit, text, assigned, tag, scoreFrom, scoreTo, bin, some);
  }

  /** Whether nothing narrows the search but the unit and the bin. */
  boolean everything() {
    return words().isEmpty()
        && assigned instanceof Assigned.Whoever
        && tag.isBlank()
        && scoreFrom.isEmpty()
        && scoreTo.isEmpty()
        && bin == Bin.BOTH
        && among.equals(Among.ALL);
  }

  List<String> words() {
    String clean = text.replace("\0", "").strip().toLowerCase(Locale.ROOT);
    return clean.isEmpty()
        ? List.of()
        : List.of(clean.split("[\\s,]+")).stream()
            .filter(word -> !word.isEmpty())
            .limit(MOST_WORDS)
            .toList();
  }

  /** The whole text as one beginning: a company of two words. */
  Optional<String> phrase() {
    String clean = text.replace("\0", "").strip().toLowerCase(Locale.ROOT);
    return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
  }
}
