package dev.leadline.crew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.db.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RotaIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Users users;
  private Groups groups;
  private long ann;
  private long bob;
  private long cid;
  private long group;

  @BeforeEach
  void aGroupOfThree() {
    DATABASE.jdbi().useHandle(tx -> tx.execute("TRUNCATE crew_user, crew_group CASCADE"));
    users = new Users(DATABASE.jdbi());
    groups = new Groups(DATABASE.jdbi());
    ann = user("ann");
    bob = user("bob");
    cid = user("cid");
    group = ((Groups.Saved.Kept) groups.create(1, "South")).group().id();
    groups.setMembers(group, List.of(cid, bob, ann));
  }

  @Test
  void beginsWithTheUserCreatedFirstAndGoesRoundAcrossTransactions() {
    assertThat(turns(2)).containsExactly(ann, bob);
    assertThat(turns(3)).containsExactly(cid, ann, bob);
    assertThat(turns(1)).containsExactly(cid);
  }

  @Test
  void passesOverAnInactiveMemberWhoIsNextOnceBack() {
    users.activate(bob, false);
    assertThat(turns(4)).containsExactly(ann, cid, ann, cid);

    users.activate(bob, true);
    assertThat(turns(3)).containsExactly(bob, ann, cid);
  }

  @Test
  void aNewcomerIsNextAndThoseWhoStayKeepTheirPlaces() {
    assertThat(turns(2)).containsExactly(ann, bob);
    long dan = user("dan");
    groups.setMembers(group, List.of(ann, bob, dan));

    assertThat(turns(4)).containsExactly(dan, ann, bob, dan);
  }

  @Test
  void aGroupWithoutActiveMembersHasNoNext() {
    groups.setMembers(group, List.of());

    assertThat(turns(1)).isEmpty();
    assertThat(
            DATABASE
                .jdbi()
                .<Boolean, RuntimeException>inTransaction(tx -> new Rota(tx).next(-1).isEmpty()))
        .isTrue();
  }

  @Test
  void turnsOfATransactionThatFailsAreGivenAgain() {
    DATABASE
        .jdbi()
        .useTransaction(tx -> {
          Rota rota = new Rota(tx);
          rota.next(group);
          rota.keep();
          tx.rollback();
        });

    assertThat(turns(1)).containsExactly(ann);
  }

  @Test
  void concurrentTransactionsNeverGiveOneTurnTwice() throws Exception {
    int threads = 4;
    int rounds = 30;
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Callable<List<Long>>> all = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      all.add(() -> {
        List<Long> given = new ArrayList<>();
        together.await();
        for (int i = 0; i < rounds; i++) {
          given.addAll(turns(1));
        }
        return given;
      });
    }
    Map<Long, Integer> counts = new HashMap<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<List<Long>> given : pool.invokeAll(all)) {
        given.get().forEach(user -> counts.merge(user, 1, Integer::sum));
      }
    }
    int each = threads * rounds / 3;
    assertThat(counts).containsExactlyInAnyOrderEntriesOf(Map.of(ann, each, bob, each, cid, each));
  }

  private List<Long> turns(int count) {
    return DATABASE
        .jdbi()
        .inTransaction(tx -> {
          Rota rota = new Rota(tx);
          List<Long> given = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            rota.next(group).ifPresent(given::add);
          }
          rota.keep();
          return given;
        });
  }

  private long user(String name) {
    Profile profile = Profile.of(name + "@sales.example", name, "Seller", Role.SALES);
    return ((UserSaved.Kept) users.create(1, profile)).user().id();
  }
}
