package dev.leadline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyTest {
  @Test
  void bothLengthsOfASalesforceIdAreOneKey() {
    // A recorded pair: the three last letters tell which of the fifteen are upper case.
    assertThat(Key.fid("00D50000000IZ3Z")).isEqualTo(Key.fid("00D50000000IZ3ZEAW"));
  }

  @Test
  void anEmailInAnyCaseIsOneKey() {
    assertThat(Key.email(" Ann@Acme.Example ")).isEqualTo(Key.email("ann@acme.example"));
  }

  @Test
  void aLookupValueWithinAnEmailIsNotTheValueAlone() {
    assertThat(Key.lookupWithin("a@b.cd", "7")).isNotEqualTo(Key.lookup("7"));
  }

  @Test
  void aValueTooLongForTheIndexStillMeansOnePerson() {
    String longest = "\ud83d\ude00".repeat(250);
    String longer = longest + "1";

    assertThat(Key.userId(longest).value()).isEqualTo(longest);
    assertThat(Key.userId(longer)).isEqualTo(Key.userId(longer));
    assertThat(Key.userId(longer)).isNotEqualTo(Key.userId(longest + "2"));
    assertThat(Key.fid("0".repeat(30_000)).value()).hasSizeLessThan(100);
    assertThat(Key.lookupWithin("a@b.cd", "7".repeat(30_000)).value()).hasSizeLessThan(100);
  }
}
