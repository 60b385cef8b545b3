package dev.leadline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.simulator.Caller.Told;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateSpeedIT {

  private static final int RECORDS = 200;
  private static final int ROUNDS = 100;

  @Test
  void aCollectionUpdateCostsTheSameAmongManyLeads() throws PortTaken {
    try (Leads few = new Leads(1_000);
        Leads many = new Leads(40_000)) {
      long[] amongFew = new long[ROUNDS];
      long[] amongMany = new long[ROUNDS];
      for (int i = -ROUNDS; i < ROUNDS; i++) { // the first half is for the JVM to warm up
        long small = few.update(i);
        long large = many.update(i);
        if (i >= 0) {
          amongFew[i] = small;
          amongMany[i] = large;
        }
      }
      System.out.printf(
          "update of %d leads, p50: %.1f ms among 1,000, %.1f ms among 40,000%n",
          RECORDS, median(amongFew) / 1e6, median(amongMany) / 1e6);
      assertThat(median(amongMany)).isLessThan(3 * median(amongFew));
    }
  }

  private static long median(long[] nanos) {
    return Arrays.stream(nanos).sorted().skip(nanos.length / 2).findFirst().orElseThrow();
  }

  /** An org with so many leads, of which 200 are updated in each call, other ones each time. */
  private static final class Leads implements AutoCloseable {
    private final Simulator org;
    private final Caller caller;
    private final List<String> ids;

    Leads(int count) throws PortTaken {
      org = Simulator.start(Options.free());
      caller = new Caller(org.rest(), org.accessToken());
      caller.call(
          "POST", "/control/generate", Map.of("object", "Lead", "count", count, "number", 1));
      ids = new ArrayList<>(count);
      Told page = caller.query("SELECT Id FROM Lead");
      ids.addAll(page.each("records", "Id"));
      while (page.at("nextRecordsUrl") != null) {
        page = caller.get(page.text("nextRecordsUrl"));
        ids.addAll(page.each("records", "Id"));
      }
      assertThat(ids).hasSize(count);
    }

    long update(int round) {
      List<Map<String, Object>> records = new ArrayList<>(RECORDS);
      int step = ids.size() / RECORDS;
      for (int i = 0; i < RECORDS; i++) {
        String id = ids.get(i * step + Math.floorMod(round, step));
        records.add(
            Map.of(
                "attributes",
                Map.of("type", "Lead"),
                "id",
                id,
                "Title",
                "T" + round,
                "Company",
                "C" + round % 50,
                "Rating",
                "Hot"));
      }
      long begun = System.nanoTime();
      Told told =
          caller.call(
              "PATCH", "/services/data/v65.0/composite/sobjects", Map.of("records", records));
      long took = System.nanoTime() - begun;
      assertThat(told.each("", "success")).hasSize(RECORDS).containsOnly("true");
      return took;
    }

    @Override
    public void close() {
      caller.close();
      org.close();
    }
  }
}
