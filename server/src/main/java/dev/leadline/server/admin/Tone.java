package dev.leadline.server.admin;

import dev.leadline.ingest.Fate;

/** The colours in which states are shown; the word is always there too. */
public final class Tone {
  private Tone() {}

  /** Of what became of a signal. */
  public static String of(Fate fate) {
    return switch (fate) {
      case CREATED -> "green";
      case UPDATED -> "blue";
      case UNCHANGED, IGNORED -> "secondary";
      case REFUSED, QUARANTINED -> "orange";
      case FAILED -> "red";
    };
  }
}
