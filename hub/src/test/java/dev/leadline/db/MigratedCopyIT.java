package dev.leadline.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigratedCopyIT {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void isMigratedAndUsable() {
    String user =
        DATABASE
            .jdbi()
            .withHandle(h -> h.createQuery("SELECT current_user").mapTo(String.class).one());
    boolean migrated =
        DATABASE
            .jdbi()
            .withHandle(h ->
                h.createQuery("SELECT to_regclass('schema_version') IS NOT NULL")
                    .mapTo(Boolean.class)
                    .one());

    assertThat(user).isEqualTo("leadline");
    assertThat(migrated).isTrue();
  }

  @Test
  void ordersAndFoldsTextTheSameOnEveryMachine() {
    String folded =
        DATABASE
            .jdbi()
            .withHandle(h -> h.createQuery("SELECT lower('ÄÖÉ')").mapTo(String.class).one());

    assertThat(folded).isEqualTo("äöé");
  }
}
