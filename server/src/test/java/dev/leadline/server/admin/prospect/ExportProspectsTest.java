package dev.leadline.server.admin.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportProspectsTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1", "\r=1"})
  void quotesWhatASpreadsheetWouldFollow(String formula) {
    assertThat(ExportProspects.harmless(formula)).isEqualTo("'" + formula);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "+49 (89) 123-45", "-10", "a=b", "1-2"})
  void leavesTheRestAsItIs(String value) {
    assertThat(ExportProspects.harmless(value)).isEqualTo(value);
  }

  @Test
  void readsTagsDividedByCommasAndSemicolons() {
    assertThat(OneProspect.tags(" vip, webinar;;vip\n a b "))
        .containsExactly("vip", "webinar", "a b");
  }
}
