package dev.leadline.identity;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The keys of one prospect, for somebody to look at. */
public final class KeyBook {
  private final Jdbi jdbi;
  private final Identities identities = new Identities();

  public KeyBook(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public List<Key> of(long prospect) {
    return jdbi.withHandle(tx -> identities.of(tx, prospect));
  }
}
