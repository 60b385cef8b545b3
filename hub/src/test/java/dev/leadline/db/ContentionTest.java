package dev.leadline.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ContentionTest {

  @Test
  void theCauseIsFoundHoweverDeepItLies() {
    SQLException deadlock = new SQLException("deadlock", "40P01");

    assertThat(Contention.isContention(new IllegalStateException(new RuntimeException(deadlock))))
        .isTrue();
  }

  @Test
  void otherTroubleIsNot() {
    assertThat(Contention.isContention(new SQLException("no such table", "42P01"))).isFalse();
    assertThat(Contention.isContention(new SQLException("no state"))).isFalse();
    assertThat(Contention.isContention(new IllegalStateException())).isFalse();
  }
}
