package dev.leadline.sync;

import dev.leadline.db.Database;
import java.sql.SQLException;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;

/** Runs work in one transaction, all of it again when another transaction got in its way. */
final class Atomically {
  private Atomically() {}

  static <T extends @Nullable Object> T run(
      Database database, HandleCallback<T, SQLException> work) {
    try {
      return database.inTransactionRetrying(work);
    } catch (SQLException e) {
      throw new IllegalStateException("Nothing was kept: " + e.getMessage(), e);
    }
  }
}
