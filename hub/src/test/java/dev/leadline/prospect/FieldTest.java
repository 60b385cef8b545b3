package dev.leadline.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.prospect.Field.Canonical;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTest {
  @ParameterizedTest
  @CsvSource({
    "NUMBER, 12.50, 12.5",
    "NUMBER, 1e3, 1000",
    "NUMBER, -0.0, 0",
    "DATE, 2026-02-28, 2026-02-28",
    "DATE, 2026-02-28T23:59:00Z, 2026-02-28",
    "BOOLEAN, TRUE, true",
    "BOOLEAN, 0, false",
    "TEXT, '  Ulm ', Ulm",
  })
  void aValueHasOneCanonicalText(FieldType type, String raw, String canonical) {
    assertThat(field(type, true).canonical(raw)).isEqualTo(new Canonical.Text(canonical));
  }

  @ParameterizedTest
  @CsvSource({"NUMBER, twelve", "NUMBER, 1e999", "DATE, 2026-02-30", "BOOLEAN, perhaps"})
  void whatIsNoValueOfTheFieldIsInvalid(FieldType type, String raw) {
    assertThat(field(type, true).canonical(raw)).isInstanceOf(Canonical.Invalid.class);
  }

  @Test
  void blankClearsAFieldOfAnyType() {
    for (FieldType type : FieldType.values()) {
      assertThat(field(type, true).canonical(" ")).isEqualTo(new Canonical.Text(""));
    }
  }

  @Test
  void aLongTextIsCutAndNeverThroughACharacter() {
    String long254 = "x".repeat(254);
    assertThat(field(FieldType.TEXT, false).canonical(long254 + "yz"))
        .isEqualTo(new Canonical.Text(long254 + "y"));
    assertThat(field(FieldType.TEXT, false).canonical(long254 + "\uD83D\uDE00"))
        .isEqualTo(new Canonical.Text(long254));
    assertThat(field(FieldType.TEXT, true).canonical(long254 + "yz"))
        .isEqualTo(new Canonical.Text(long254 + "yz"));
  }

  @Test
  void severalValuesAreJoined() {
    assertThat(field(FieldType.MULTI_SELECT, true).canonical(List.of("a ", "", "b")))
        .isEqualTo(new Canonical.Text("a;b"));
  }

  private static Field field(FieldType type, boolean custom) {
    return new Field(1, "size", "Size", type, custom, List.of());
  }
}
