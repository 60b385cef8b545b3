package dev.leadline.server.access;

import dev.leadline.crew.Accounts.Account;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** The user behind a session: the principal that the pages are handed. */
public final class SignedIn implements UserDetails, CredentialsContainer {
  private static final long serialVersionUID = 1;

  private final long id;
  private final int unit;
  private final String email;
  private final String name;
  private final String role;
  private final boolean passwordTemporary;
  private final int sessions;
  private String passwordHash;

  SignedIn(Account account) {
    this.id = account.id();
    this.unit = account.unit();
    this.email = account.email();
    this.name = account.name();
    this.role = account.role();
    this.passwordTemporary = account.passwordTemporary();
    this.sessions = account.sessions();
    this.passwordHash = account.passwordHash();
  }

  public long id() {
    return id;
  }

  public int unit() {
    return unit;
  }

  /** First and last name. */
  public String name() {
    return name;
  }

  /** As in the table: Administrator, Marketing, Sales Manager or Sales. */
  public String role() {
    return role;
  }

  /** The user has to choose a password before anything else. */
  public boolean mustChangePassword() {
    return passwordTemporary;
  }

  /** Which of the account's sessions this is among: see {@link Account#sessions}. */
  public int sessions() {
    return sessions;
  }

  /**
   * {@code ROLE_ADMINISTRATOR}, {@code ROLE_MARKETING}, {@code ROLE_SALES_MANAGER}, {@code
   * ROLE_SALES}.
   */
  @Override
  public List<GrantedAuthority> getAuthorities() {
    return List.of(
        new SimpleGrantedAuthority("ROLE_" + role.toUpperCase(Locale.ROOT).replace(' ', '_')));
  }

  @Override
  public String getPassword() {
    return passwordHash;
  }

  @Override
  public String getUsername() {
    return email;
  }

  @Override
  public void eraseCredentials() {
    passwordHash = "";
  }
}
