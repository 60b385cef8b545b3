package dev.leadline.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.db.RoundTrip;
import dev.leadline.db.TestDatabase;
import dev.leadline.prospect.ProspectSearch.Count;
import dev.leadline.prospect.ProspectSearch.Page;
import dev.leadline.prospect.Wanted.Assigned;
import dev.leadline.prospect.Wanted.Bin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProspectSearchIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int UNIT = 1;
  private static final Wanted ALL = Wanted.all(UNIT);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Prospects prospects = new Prospects(DATABASE.jdbi());
  private final ProspectSearch search = new ProspectSearch(DATABASE.jdbi());

  @BeforeEach
  void empty() {
    DATABASE.jdbi().useHandle(tx -> tx.execute("TRUNCATE prospect, crew_user CASCADE"));
  }

  @Test
  void findsByTheBeginningOfEmailNamesAndCompany() throws SQLException {
    long ann = keep(Map.of("email", "Ann.Lee@Acme.io", "first_name", "Ann", "last_name", "Lee"));
    long bob = keep(Map.of("email", "x@y.io", "first_name", "Bob", "company", "Lee & Sons"));
    keep(Map.of("email", "z@y.io"));

    assertThat(ids(ALL.text("ANN.lee@a"))).containsExactly(ann);
    assertThat(ids(ALL.text("lee"))).containsExactly(ann, bob);
    assertThat(ids(ALL.text("ann lee"))).containsExactly(ann);
    assertThat(ids(ALL.text("lee & s"))).containsExactly(bob);
    assertThat(ids(ALL.text("ann bob"))).isEmpty();
  }

  @Test
  void takesPatternLettersLiterally() throws SQLException {
    long odd = keep(Map.of("email", "a_b%c@y.io"));
    keep(Map.of("email", "axbyc@y.io"));

    assertThat(ids(ALL.text("a_b%"))).containsExactly(odd);
    assertThat(ids(ALL.text("\\"))).isEmpty();
    assertThat(ids(ALL.text("'; DROP TABLE prospect; --"))).isEmpty();
  }

  @Test
  void filtersByAssignmentTagScoreAndBin() throws SQLException {
    long user = user();
    long plain = keep(Map.of("email", "a@y.io"));
    long full =
        keep(
            Map.of("email", "b@y.io"),
            draft -> {
              draft.assign(user, Origin.SYSTEM);
              draft.tag("it's hot", Origin.SYSTEM);
              draft.score(40, Origin.SYSTEM);
            });
    long gone =
        keep(Map.of("email", "c@y.io"), draft -> draft.archive(Instant.EPOCH, Origin.SYSTEM));

    assertThat(ids(ALL)).containsExactly(plain, full);
    assertThat(ids(ALL.assigned(new Assigned.ToAnyone()))).containsExactly(full);
    assertThat(ids(ALL.assigned(new Assigned.ToNobody()))).containsExactly(plain);
    assertThat(ids(ALL.assigned(new Assigned.To(user)))).containsExactly(full);
    assertThat(ids(ALL.assigned(new Assigned.To(user + 1)))).isEmpty();
    assertThat(ids(ALL.tag("it's hot"))).containsExactly(full);
    assertThat(ids(ALL.score(OptionalInt.of(40), OptionalInt.empty()))).containsExactly(full);
    assertThat(ids(ALL.score(OptionalInt.empty(), OptionalInt.of(39)))).containsExactly(plain);
    assertThat(ids(ALL.bin(Bin.INSIDE))).containsExactly(gone);
    assertThat(ids(ALL.bin(Bin.BOTH))).containsExactly(plain, full, gone);
    assertThat(ids(ALL.among(new Among("p.id = :only", Map.of("only", plain)))))
        .containsExactly(plain);
  }

  @Test
  void keepsToItsUnit() throws SQLException {
    keep(Map.of("email", "a@y.io"));

    assertThat(ids(Wanted.all(UNIT + 1))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void pagesForthAndBackWithoutGapOrRepeat(Sort sort) throws SQLException {
    manyProspects(new Random(7));
    for (boolean descending : new boolean[] {false, true}) {
      List<Prospect> whole = search.page(ALL, sort, descending, Optional.empty(), 1000).rows();
      assertThat(whole).hasSize(60).isSortedAccordingTo(order(sort, descending));

      List<Prospect> forth = new ArrayList<>();
      Page page = search.page(ALL, sort, descending, Optional.empty(), 7);
      assertThat(page.before()).isEmpty();
      forth.addAll(page.rows());
      Page last = page;
      while (last.after().isPresent()) {
        last = search.page(ALL, sort, descending, reread(last.after()), 7);
        forth.addAll(last.rows());
      }
      assertThat(forth).isEqualTo(whole);

      List<Prospect> back = new ArrayList<>(last.rows());
      while (last.before().isPresent()) {
        last = search.page(ALL, sort, descending, reread(last.before()), 7);
        back.addAll(0, last.rows());
      }
      assertThat(back).isEqualTo(whole);
    }
  }

  @Test
  void placeOfAnotherOrderMeansTheBeginning() throws SQLException {
    long only = keep(Map.of("email", "a@y.io"));
    Place place = new Place(true, 0, "not a number", 0);

    assertThat(search.page(ALL, Sort.SCORE, false, Optional.of(place), 5).rows())
        .extracting(Prospect::id)
        .containsExactly(only);
    assertThat(Place.parse("!")).isEmpty();
    assertThat(Place.parse("abcd")).isEmpty();
  }

  @Test
  void countsWhatIsWanted() throws SQLException {
    manyProspects(new Random(3));

    assertThat(search.count(ALL).kind()).isEqualTo(Count.Kind.EXACT);
    assertThat(search.count(ALL).number()).hasValue(60);
    assertThat(search.count(ALL.bin(Bin.BOTH)).number()).hasValue(60);
    assertThat(search.count(ALL.text("nobody")).number()).hasValue(0);
  }

  @Test
  void listsTagsInUseMostFrequentFirst() throws SQLException {
    keep(Map.of("email", "a@y.io"), draft -> draft.tag("rare", Origin.SYSTEM));
    for (String email : List.of("b@y.io", "c@y.io")) {
      keep(Map.of("email", email), draft -> draft.tag("often", Origin.SYSTEM));
    }

    assertThat(search.tags(UNIT, 5)).containsExactly("often", "rare");
  }

  @ParameterizedTest
  @EnumSource(Sort.class)
  void readsEveryOrderAlongAnIndex(Sort sort) throws SQLException {
    manyProspects(new Random(5));
    List<String> plans =
        DATABASE
            .jdbi()
            .inTransaction(tx -> {
              tx.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off;");
              tx.execute(
                  "SET LOCAL enable_bitmapscan = off; SET LOCAL enable_incremental_sort = on");
              return sort.runs().stream()
                  .map(run ->
                      String.join(
                          "\n",
                          tx.createQuery(
                                  "EXPLAIN SELECT * FROM prospect p WHERE p.unit = 1 AND "
                                      + run.condition()
                                      + " ORDER BY "
                                      + (run.hasKey() ? run.key() + ", " : "")
                                      + "p.id LIMIT 5")
                              .mapTo(String.class)
                              .list()))
                  .toList();
            });

    assertThat(plans).allSatisfy(plan -> assertThat(plan).contains("Index").doesNotContain("Sort"));
  }

  private static Optional<Place> reread(Optional<Place> place) {
    return place.map(Place::text).flatMap(Place::parse);
  }

  private static Comparator<Prospect> order(Sort sort, boolean descending) {
    Comparator<Prospect> order =
        switch (sort) {
          case CREATED -> Comparator.comparingLong(Prospect::id);
          case UPDATED -> Comparator.comparing(Prospect::updatedAt);
          case EMAIL -> text("email");
          case NAME -> text("last_name");
          case COMPANY -> text("company");
          case SCORE -> Comparator.comparingInt(Prospect::score);
        };
    Comparator<Prospect> whole = order.thenComparingLong(Prospect::id);
    return descending ? whole.reversed() : whole;
  }

  private static Comparator<Prospect> text(String field) {
    return Comparator.comparing(p -> {
      String value = p.field(field).toLowerCase(Locale.ROOT);
      return value.isEmpty() ? "\uFFFF" : value;
    });
  }

  private void manyProspects(Random random) throws SQLException {
    for (int i = 0; i < 60; i++) {
      Map<String, String> fields =
          switch (random.nextInt(3)) {
            case 0 -> Map.of("email", "p" + i + "@y.io");
            case 1 -> Map.of("email", "P" + i + "@y.io", "last_name", "N" + random.nextInt(5));
            default ->
                Map.of(
                    "email",
                    "q" + i + "@y.io",
                    "last_name",
                    "n" + random.nextInt(5),
                    "company",
                    "C" + random.nextInt(9));
          };
      int score = random.nextInt(7) - 3;
      keep(fields, draft -> draft.score(score, Origin.SYSTEM), NOON.plusSeconds(i / 4));
    }
  }

  private List<Long> ids(Wanted wanted) {
    return search.page(wanted, Sort.CREATED, false, Optional.empty(), 100).rows().stream()
        .map(Prospect::id)
        .toList();
  }

  private long keep(Map<String, String> fields) throws SQLException {
    return keep(fields, draft -> {});
  }

  private long keep(Map<String, String> fields, Consumer<Draft> more) throws SQLException {
    return keep(fields, more, NOON);
  }

  private long keep(Map<String, String> fields, Consumer<Draft> more, Instant at)
      throws SQLException {
    return DATABASE.jdbi().inTransaction(tx -> write(tx.getConnection(), fields, more, at));
  }

  private long write(Connection tx, Map<String, String> fields, Consumer<Draft> more, Instant at)
      throws SQLException {
    Draft draft = Draft.create(prospects.newId(tx), UNIT);
    fields.forEach((name, value) -> draft.set(name, value, 0, Origin.SYSTEM));
    more.accept(draft);
    RoundTrip writes = new RoundTrip(tx);
    prospects.write(writes, List.of(draft), at);
    writes.run();
    return draft.id();
  }

  private static long user() {
    return DATABASE
        .jdbi()
        .withHandle(tx ->
            tx.createQuery(
                    """
                    INSERT INTO crew_user (unit, email, first_name, last_name, role)
                    VALUES (1, 'u@y.io', 'U', 'Ser', 'Sales') RETURNING id
                    """)
                .mapTo(Long.class)
                .one());
  }
}
