package dev.leadline.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.db.TestDatabase;
import dev.leadline.link.SyncStates.State;
import dev.leadline.prospect.Among;
import dev.leadline.prospect.Prospect;
import dev.leadline.prospect.ProspectSearch;
import dev.leadline.prospect.Sort;
import dev.leadline.prospect.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SyncStatesIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String REMOTE = "salesforce";

  @BeforeAll
  static void fivePeople() {
    DATABASE
        .jdbi()
        .useHandle(tx -> {
          for (int id = 1; id <= 5; id++) {
            tx.execute(
                """
                INSERT INTO prospect (id, unit, fields, observed, created_at, updated_at)
                VALUES (?, 1, '{}', '{}', now(), now())
                """,
                id);
          }
          for (int id = 1; id <= 3; id++) {
            tx.execute(
                """
                INSERT INTO sync_link (unit, remote, prospect, type, remote_id, state, base, synced_at)
                VALUES (1, 'salesforce', ?, 'Lead', ?, ?, '{}', now())
                """,
                id,
                "00Q" + id,
                id == 3 ? "deleted" : "linked");
          }
          for (int id : new int[] {2, 4}) {
            tx.execute(
                """
                INSERT INTO sync_error (unit, remote, prospect, code, message, remedy, first_at, last_at)
                VALUES (1, 'salesforce', ?, 'CODE', 'no', 'person', now(), now())
                """,
                id);
          }
        });
  }

  @Test
  void tellsTheWorstOfEach() {
    assertThat(new SyncStates(DATABASE.jdbi()).of(1, REMOTE, List.of(1L, 2L, 3L, 4L, 5L)))
        .containsOnly(
            Map.entry(1L, State.LINKED),
            Map.entry(2L, State.ERROR),
            Map.entry(3L, State.DELETED),
            Map.entry(4L, State.ERROR));
  }

  @Test
  void narrowsASearch() {
    assertThat(ids(SyncStates.linked(1, REMOTE))).containsExactly(1L, 2L);
    assertThat(ids(SyncStates.unlinked(1, REMOTE))).containsExactly(3L, 4L, 5L);
    assertThat(ids(SyncStates.inError(1, REMOTE))).containsExactly(2L, 4L);
    assertThat(ids(SyncStates.linked(1, "another"))).isEmpty();
  }

  private static List<Long> ids(Among among) {
    return new ProspectSearch(DATABASE.jdbi())
        .page(Wanted.all(1).among(among), Sort.CREATED, false, Optional.empty(), 10).rows().stream()
            .map(Prospect::id)
            .toList();
  }
}
