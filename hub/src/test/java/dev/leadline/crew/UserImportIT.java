package dev.leadline.crew;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.leadline.crew.UserImport.Answer;
import dev.leadline.crew.UserImport.Options;
import dev.leadline.crew.UserImport.Result;
import dev.leadline.crew.UserImport.RowError;
import dev.leadline.crew.UserImport.Settings;
import dev.leadline.db.TestDatabase;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserImportIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Options ADD = new Options(Role.SALES, false, false);
  private static final Options UPDATE = new Options(Role.SALES, true, false);

  private Users users;

  @BeforeEach
  void oneAdministrator() {
    DATABASE.jdbi().useHandle(tx -> tx.execute("TRUNCATE crew_user CASCADE"));
    users = new Users(DATABASE.jdbi());
    users.create(1, Profile.of("root@acme.example", "Ruth", "Root", Role.ADMINISTRATOR));
  }

  @Test
  void takesGoodRowsAndReportsTheOthersWithLineAndReason() {
    Result result =
        done(
            """
            \uFEFFFIRST NAME,Last name,email address,Role,CRM Username,Job title,Phone Number,Tags
            Ann,Lee,ann@acme.example,sales manager,ann@sf,"Head of ""Sales""\",+49 1,x
            Bob,"Multi
            Line",bob@acme.example,,,,,

            ,,,,,,,
            Cid,C,,Sales
            Dan,D,dan@acme.example,Boss
            Eve,E,ANN@acme.example,Sales
            Fay,F,root@acme.example,Sales
            Gus,G,gus@acme.example
            Hal,H,hal@acme.example,Sales,,,,,9
            """,
            ADD);

    assertThat(result.created())
        .containsExactly(
            new Profile(
                "ann@acme.example",
                "Ann",
                "Lee",
                "Head of \"Sales\"",
                "+49 1",
                Role.SALES_MANAGER,
                "ann@sf",
                ""),
            Profile.of("gus@acme.example", "Gus", "G", Role.SALES));
    assertThat(result.errors())
        .extracting(RowError::line, RowError::reason)
        .containsExactly(
            tuple(3L, "Last Name contains a control character."),
            tuple(7L, "Email Address is missing."),
            tuple(8L, "There is no role “Boss”."),
            tuple(9L, "The email is in line 2 already."),
            tuple(10L, "There is a user with this email already."),
            tuple(12L, "The row has 9 values, the header 8."));
    assertThat(result.ignored()).containsExactly("Tags");
    assertThat(users.all(1)).hasSize(3);
  }

  @Test
  void aRowWithNulIsReportedAndItsNeighboursAreTaken() {
    Result result =
        done("Email Address,First Name,Last Name\na\0@acme.example,A,A\nb@acme.example,B,B\n", ADD);

    assertThat(result.created()).hasSize(1);
    assertThat(result.errors())
        .extracting(RowError::reason)
        .containsExactly("The row holds a NUL character.");
  }

  @Test
  void theErrorFileHoldsTheRowsToCorrect() {
    Result result = done("Email Address,First Name,Last Name\nx,Ann,\"Lee, Jr\"\n,Bob\n", ADD);

    assertThat(result.errorFile())
        .isEqualToNormalizingNewlines(
            """
            Email Address,First Name,Last Name,Error
            x,Ann,"Lee, Jr",Email Address is not a valid address.
            ,Bob,,Email Address is missing. Last Name is missing.
            """);
  }

  @Test
  void updatesExistingUsersByTheFilledValuesOnly() {
    users.create(
        1,
        new Profile(
            "ann@acme.example",
            "Ann",
            "Lee",
            "AE",
            "1",
            Role.MARKETING,
            "ann@sf",
            "00500000000000A"));
    Result result =
        done(
            """
            Email Address,First Name,Last Name,Job title,Role
            ann@acme.example,Anna,Lee,,
            root@acme.example,Ruth,Root,,
            """,
            UPDATE);

    assertThat(result.updated()).hasSize(1);
    assertThat(result.unchanged()).isEqualTo(1);
    assertThat(users.byEmail("ann@acme.example").orElseThrow().profile())
        .isEqualTo(
            new Profile(
                "ann@acme.example",
                "Anna",
                "Lee",
                "AE",
                "1",
                Role.MARKETING,
                "ann@sf",
                "00500000000000A"));
  }

  @Test
  void theLastAdministratorIsNotDemotedByAFile() {
    Result result =
        done(
            "Email Address,First Name,Last Name,Role\nroot@acme.example,Ruth,Root,Sales\n", UPDATE);

    assertThat(result.errors())
        .extracting(RowError::reason)
        .containsExactly("This is the last active administrator, whose role must stay.");
  }

  @Test
  void aDryRunTellsTheSameAndKeepsNothing() {
    String csv =
        """
        Email Address;First Name;Last Name
        ann@acme.example;Ann;Lee
        ann@acme.example;Ann;Lee
        root@acme.example;Ruth;Rooter
        """;
    Result dry = done(csv, new Options(Role.SALES, true, true));

    assertThat(users.all(1)).hasSize(1);
    assertThat(done(csv, UPDATE)).isEqualTo(dry);
    assertThat(dry.created()).hasSize(1);
    assertThat(dry.updated()).hasSize(1);
    assertThat(dry.errors()).hasSize(1);
    assertThat(users.all(1)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                      | The file is empty.
          Email Address,First Name                | The file has a header, but no users below it.
          Email Address,First Name~a,b            | The header lacks “Last Name”.
          Email,Email Address,First Name~a,b,c    | The column “Email Address” is there twice.
          Email,First Name,Last Name~a,b,c~d,e,f~g,h,i | The file has 3 users; at most 2 are taken at once.
          """)
  void refusesAFileThatMakesNoSense(String csv, String reason) {
    assertThat(refused(csv.replace('~', '\n').getBytes(UTF_8), new Settings(2, 1000)))
        .isEqualTo(reason);
  }

  @Test
  void refusesAFileThatIsTooLongOrNotReadable() {
    String header = "Email Address,First Name,Last Name\n";

    assertThat(refused(new byte[1001], new Settings(2, 1000)))
        .isEqualTo("The file has more than 1,000 bytes.");
    assertThat(refused((header + "a,J\u00fcrgen,c").getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("The file is not UTF-8; save it as “CSV UTF-8”.");
    assertThat(refused((header + "a,\"b\"c,d\n").getBytes(UTF_8)))
        .startsWith("The file is not valid CSV:");
    assertThat(users.all(1)).hasSize(1);
  }

  private Result done(String csv, Options options) {
    Answer answer =
        new UserImport(DATABASE.jdbi(), Settings.DEFAULT).take(1, csv.getBytes(UTF_8), options);
    assertThat(answer).isInstanceOf(Answer.Done.class);
    return ((Answer.Done) answer).result();
  }

  private static String refused(byte[] csv) {
    return refused(csv, Settings.DEFAULT);
  }

  private static String refused(byte[] csv, Settings settings) {
    Answer answer = new UserImport(DATABASE.jdbi(), settings).take(1, csv, ADD);
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).reason();
  }
}
