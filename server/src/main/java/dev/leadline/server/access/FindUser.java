package dev.leadline.server.access;

import dev.leadline.crew.Accounts;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Looks up who wants to sign in. */
public final class FindUser implements UserDetailsService {
  private final Accounts accounts;

  public FindUser(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public UserDetails loadUserByUsername(String email) {
    return accounts
        .find(email.strip())
        .map(SignedIn::new)
        .orElseThrow(() -> new UsernameNotFoundException("There is no such user."));
  }
}
