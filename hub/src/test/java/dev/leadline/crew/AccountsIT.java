package dev.leadline.crew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.crew.Accounts.Account;
import dev.leadline.db.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountsIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Users users = new Users(DATABASE.jdbi());
  private final Accounts accounts = new Accounts(DATABASE.jdbi(), InstantSource.fixed(NOW));

  @Test
  void onlyAnActiveUserWithAPasswordSignsIn() {
    long root = administrator("root@acme.example");
    administrator("two@acme.example");
    assertThat(accounts.find("root@acme.example")).isEmpty();
    assertThat(accounts.lackAdministrator()).isTrue();

    accounts.changePassword(root, "hash", true);
    accounts.signedIn(root);
    Account account = accounts.find("Root@acme.example").orElseThrow();
    assertThat(account.passwordHash()).isEqualTo("hash");
    assertThat(account.passwordTemporary()).isTrue();
    assertThat(accounts.lackAdministrator()).isFalse();
    User user = users.find(root).orElseThrow();
    assertThat(user.lastSignInAt()).isEqualTo(NOW);
    assertThat(user.hasPassword()).isTrue();

    users.activate(root, false);
    assertThat(accounts.find("root@acme.example")).isEmpty();
  }

  private long administrator(String email) {
    UserSaved saved = users.create(1, Profile.of(email, "Ruth", "Root", Role.ADMINISTRATOR));
    if (saved instanceof UserSaved.Kept(User user)) {
      return user.id();
    }
    throw new AssertionError(saved);
  }
}
