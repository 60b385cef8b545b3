package dev.leadline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever text comes, the readers answer with a query or with {@link SoqlError}. */
public class SoqlFuzzTest {
  @FuzzTest(maxDuration = "60s")
  public void soqlNeverFailsOtherwise(FuzzedDataProvider data) {
    String query = data.consumeRemainingAsString();
    try {
      Plan.of(new SmallOrg(), Soql.parse(query)).run(true);
    } catch (SoqlError expected) {
      assertThat(expected.code()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "60s")
  public void soslNeverFailsOtherwise(FuzzedDataProvider data) {
    String search = data.consumeRemainingAsString();
    try {
      Searching.run(new SmallOrg(), Sosl.parse(search));
    } catch (SoqlError expected) {
      assertThat(expected.code()).isNotEmpty();
    }
  }
}
