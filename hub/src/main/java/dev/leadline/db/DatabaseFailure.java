package dev.leadline.db;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why the database cannot be used; each kind names who must act and what would help. */
public abstract sealed class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private DatabaseFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Nothing answers at the address: start the server or correct the URL, then try again. */
  public static final class Unreachable extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The server answers but does not let us in: correct user, password or database name. */
  public static final class Refused extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The server answers but is older than what Leadline needs: upgrade it. */
  public static final class TooOld extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    TooOld(String message) {
      super(message, null);
    }
  }

  /** The tables cannot be brought to this release's shape: nothing was changed by halves. */
  public static final class NotMigrated extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    NotMigrated(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Another Leadline uses the data directory: stop it or choose another directory. */
  public static final class DirectoryInUse extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    DirectoryInUse(Path directory, String holder) {
      super(
          "The data directory %s is in use by another Leadline%s. Stop that one first, or choose another directory."
              .formatted(directory, holder),
          null);
    }
  }

  /** The embedded server cannot run here: the message names the cause and a way out. */
  public static final class NotStarted extends DatabaseFailure {
    private static final long serialVersionUID = 1L;

    NotStarted(String message) {
      super(message, null);
    }

    NotStarted(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
