package dev.leadline.db;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** Tells a database in trouble from a row in trouble. */
public final class Trouble {
  private Trouble() {}

  /**
   * Connection lost (08), resources or disk gone (53), shut down (57), I/O (58), no connection to
   * be had, or lost races to the end (40): sending again may help, another batch will not.
   */
  public static boolean isOfTheDatabase(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLTransientException) {
        return true;
      }
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        return state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57")
            || state.startsWith("58")
            || state.startsWith("40");
      }
    }
    return false;
  }
}
