package dev.leadline.db;

/** Another transaction won a race for the same rows: roll back and do the whole again. */
public final class Contended extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Contended(String over) {
    super(over);
  }
}
