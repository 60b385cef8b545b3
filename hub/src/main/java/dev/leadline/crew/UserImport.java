package dev.leadline.crew;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.leadline.crew.UserFile.Column;
import dev.leadline.crew.UserFile.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Takes users from a CSV file, row by row: good rows are kept, the others reported. */
public final class UserImport {
  /** How much is taken at once. */
  public record Settings(int mostUsers, int mostBytes) {
    public static final Settings DEFAULT = new Settings(50, 1 << 20);
  }

  /**
   * How the rows are taken.
   *
   * @param defaultRole of new users whose row names none
   * @param updateExisting whether a row with the email of a user changes that user by its filled
   *     values; false: it is an error
   * @param dryRun whether to tell only what would become of the file
   */
  public record Options(Role defaultRole, boolean updateExisting, boolean dryRun) {}

  /** What became of a file. */
  public sealed interface Answer {
    /** Nothing was taken; the reason is a whole sentence. */
    record Refused(String reason) implements Answer {}

    /** The rows were taken or reported one by one. */
    record Done(Result result) implements Answer {}
  }

  /**
   * A row that was not taken.
   *
   * @param line in the file, from 1
   * @param row the values as they were
   */
  public record RowError(long line, String email, String reason, List<String> row) {}

  /**
   * What became of the rows.
   *
   * @param unchanged how many users were like that already
   * @param ignored columns that are not taken over
   */
  public record Result(
      List<Profile> created,
      List<Profile> updated,
      int unchanged,
      List<RowError> errors,
      List<String> header,
      List<String> ignored) {

    /**
     * The rows that were not taken, each with its reason, as a CSV file to correct and send. They
     * stand as they were sent: a guard against formulas would come back as part of the values.
     */
    public String errorFile() {
      StringWriter file = new StringWriter();
      try (CsvWriter csv = CsvWriter.builder().build(file)) {
        csv.writeRecord(withReason(header, header.size(), "Error"));
        errors.forEach(
            error -> csv.writeRecord(withReason(error.row(), header.size(), error.reason())));
      } catch (IOException e) {
        throw new UncheckedIOException("memory does not fail like this", e);
      }
      return file.toString();
    }

    private static List<String> withReason(List<String> row, int width, String reason) {
      List<String> all = new ArrayList<>(row);
      while (all.size() < width) {
        all.add("");
      }
      all.add(reason);
      return all;
    }
  }

  private final Jdbi jdbi;
  private final Settings settings;

  public UserImport(Jdbi jdbi, Settings settings) {
    this.jdbi = jdbi;
    this.settings = settings;
  }

  /** Takes a file: UTF-8, the first row names the columns, values divided by commas. */
  public Answer take(int unit, byte[] csv, Options options) {
    UserFile file;
    try {
      file = UserFile.read(csv, settings);
    } catch (UserFile.Unreadable e) {
      return new Answer.Refused(e.reason());
    }
    return new Answer.Done(
        jdbi.inTransaction(tx -> {
          Users.alone(tx);
          Result result = new Take(tx, unit, file, options).all();
          if (options.dryRun()) {
            tx.rollback();
          }
          return result;
        }));
  }

  /** One file's way into one transaction. */
  private static final class Take {
    private final Handle tx;
    private final int unit;
    private final UserFile file;
    private final Options options;
    private final Map<String, Long> lines = new HashMap<>();
    private final List<Profile> created = new ArrayList<>();
    private final List<Profile> updated = new ArrayList<>();
    private final List<RowError> errors = new ArrayList<>();
    private int unchanged;

    private Take(Handle tx, int unit, UserFile file, Options options) {
      this.tx = tx;
      this.unit = unit;
      this.file = file;
      this.options = options;
    }

    private Result all() {
      for (Row row : file.rows()) {
        take(row)
            .ifPresent(reason ->
                errors.add(
                    new RowError(row.line(), file.value(row, Column.EMAIL), reason, row.values())));
      }
      return new Result(created, updated, unchanged, errors, file.header(), file.ignored());
    }

    /** Why the row is not taken; empty: it is. */
    private Optional<String> take(Row row) {
      if (row.values().size() > file.header().size()) {
        return Optional.of(
            "The row has %d values, the header %d."
                .formatted(row.values().size(), file.header().size()));
      }
      if (row.values().stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
        return Optional.of("The row holds a NUL character.");
      }
      String roleText = file.value(row, Column.ROLE);
      Optional<Role> role = Role.of(roleText);
      if (role.isEmpty() && !roleText.isEmpty()) {
        return Optional.of("There is no role “" + roleText + "”.");
      }
      String email = file.value(row, Column.EMAIL);
      Long before = lines.putIfAbsent(email.toLowerCase(Locale.ROOT), row.line());
      if (before != null && !email.isEmpty()) {
        return Optional.of("The email is in line " + before + " already.");
      }
      return Users.byEmail(tx, email)
          .map(user -> update(row, user, role))
          .orElseGet(() -> create(row, role.orElse(options.defaultRole())));
    }

    private Optional<String> create(Row row, Role role) {
      Profile profile =
          new Profile(
              file.value(row, Column.EMAIL),
              file.value(row, Column.FIRST_NAME),
              file.value(row, Column.LAST_NAME),
              file.value(row, Column.JOB_TITLE),
              file.value(row, Column.PHONE),
              role,
              file.value(row, Column.CRM_USERNAME),
              "");
      return kept(UserEdits.create(tx, unit, profile), created);
    }

    private Optional<String> update(Row row, User user, Optional<Role> role) {
      if (user.unit() != unit) {
        return Optional.of("A user of another business unit has this email.");
      }
      if (!options.updateExisting()) {
        return Optional.of("There is a user with this email already.");
      }
      Profile was = user.profile();
      String crmUsername = given(row, Column.CRM_USERNAME, was.crmUsername());
      Profile wanted =
          new Profile(
              was.email(),
              given(row, Column.FIRST_NAME, was.firstName()),
              given(row, Column.LAST_NAME, was.lastName()),
              given(row, Column.JOB_TITLE, was.jobTitle()),
              given(row, Column.PHONE, was.phone()),
              role.orElse(was.role()),
              crmUsername,
              crmUsername.equals(was.crmUsername()) ? was.crmUserId() : "");
      if (wanted.equals(was)) {
        unchanged++;
        return Optional.empty();
      }
      return kept(UserEdits.edit(tx, user.id(), wanted), updated);
    }

    private String given(Row row, Column column, String otherwise) {
      String value = file.value(row, column);
      return value.isEmpty() ? otherwise : value;
    }

    private static Optional<String> kept(UserSaved saved, List<Profile> list) {
      return switch (saved) {
        case UserSaved.Kept(User user) -> {
          list.add(user.profile());
          yield Optional.empty();
        }
        case UserSaved.Invalid(List<String> problems) -> Optional.of(String.join(" ", problems));
        case UserSaved.EmailTaken _ -> Optional.of("There is a user with this email already.");
        case UserSaved.CrmUserTaken _ -> Optional.of("Another user is this user of the CRM.");
        case UserSaved.LastAdministrator _ ->
            Optional.of("This is the last active administrator, whose role must stay.");
        case UserSaved.Unknown _ -> Optional.of("The user is gone.");
      };
    }
  }
}
