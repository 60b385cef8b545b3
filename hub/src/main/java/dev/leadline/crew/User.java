package dev.leadline.crew;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works with prospects, and who may sign in once a password is set.
 *
 * @param active whether the user may sign in and is given turns; prospects stay assigned
 * @param hasPassword whether a password was set
 */
public record User(
    long id,
    int unit,
    Profile profile,
    boolean active,
    boolean hasPassword,
    Instant createdAt,
    @Nullable Instant lastSignInAt) {

  public String email() {
    return profile.email();
  }

  /** First and last name. */
  public String name() {
    return profile.name();
  }

  public Role role() {
    return profile.role();
  }
}
