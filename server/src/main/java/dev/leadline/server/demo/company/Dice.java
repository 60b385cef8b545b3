package dev.leadline.server.demo.company;

import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/** Chance that falls the same way in every run. */
public final class Dice {
  private final Random random;

  public Dice(long seed) {
    this.random = new Random(seed);
  }

  public boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** A number from the first to the last, both included. */
  public int between(int first, int last) {
    return random.nextInt(first, last + 1);
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of them, the heavier the likelier. */
  public <T> T oneOf(List<T> choices, ToIntFunction<T> weight) {
    int at = random.nextInt(choices.stream().mapToInt(weight).sum());
    for (T choice : choices) {
      at -= weight.applyAsInt(choice);
      if (at < 0) {
        return choice;
      }
    }
    throw new IllegalStateException("the weights are not positive");
  }

  /** The pattern with a digit for each #. */
  public String digits(String pattern) {
    StringBuilder text = new StringBuilder(pattern.length());
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      text.append(letter == '#' ? (char) ('0' + random.nextInt(10)) : letter);
    }
    return text.toString();
  }
}
