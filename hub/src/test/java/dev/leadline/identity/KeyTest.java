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
}
