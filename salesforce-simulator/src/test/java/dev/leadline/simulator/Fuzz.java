package dev.leadline.simulator;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.leadline.simulator.bulk.BulkFuzzTest;
import dev.leadline.simulator.soql.SoqlFuzzTest;

/**
 * What the script {@code fuzz} searches with. The fuzz tests of the build run on what is known;
 * this hands them to Jazzer's own driver, which finds new ways through the code.
 */
public final class Fuzz {
  private interface Target {
    void run(FuzzedDataProvider data) throws Exception;
  }

  private static Target target = data -> {};

  private Fuzz() {}

  /** Called once by Jazzer; the first argument names the target. */
  public static void fuzzerInitialize(String[] arguments) throws PortTaken {
    target =
        switch (arguments[0]) {
          case "soql" -> new SoqlFuzzTest()::soqlNeverFailsOtherwise;
          case "sosl" -> new SoqlFuzzTest()::soslNeverFailsOtherwise;
          case "csv" -> data -> new BulkFuzzTest().anyContentIsLoadedOrRefused(data);
          case "multipart" -> new BulkFuzzTest()::anyMultipartBodyIsReadOrRefused;
          case "json" -> overTheWire(new BodyFuzzIT()::anyBodyIsAnswered);
          case "query" -> overTheWire(new BodyFuzzIT()::anyQueryIsAnswered);
          default -> throw new IllegalArgumentException("no such target: " + arguments[0]);
        };
  }

  /** Called by Jazzer with each input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) throws Exception {
    target.run(data);
  }

  private static Target overTheWire(Target test) throws PortTaken {
    BodyFuzzIT.start();
    return test;
  }
}
