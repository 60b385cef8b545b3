package dev.leadline.server.start;

import dev.leadline.server.access.FindUser;
import dev.leadline.server.access.Passwords;
import dev.leadline.server.access.RefuseNul;
import dev.leadline.server.admin.Access;
import dev.leadline.server.admin.SignInDoor;
import dev.leadline.server.configuration.HttpSettings.Metrics;
import dev.leadline.server.configuration.Settings;
import dev.leadline.server.wiring.Hub;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may come in where. The chain stands before everything that Spring MVC serves, and only that:
 * the hot doors know their callers by write key.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class AccessStage {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  @Bean
  UserDetailsService findUser(Hub hub) {
    return new FindUser(hub.accounts());
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return Passwords.encoder();
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http, Hub hub, Settings settings) {
    new SignInDoor(hub.accounts(), hub.clock()).install(http);
    http.addFilterBefore(new RefuseNul(), CsrfFilter.class);
    return http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/metrics")
                .access((who, request) -> mayRead(settings.http().metrics(), request.getRequest()))
                .requestMatchers("/health/**", "/webjars/**", "/static/**", "/error")
                .permitAll()
                .requestMatchers("/", "/sign-in", "/favicon.ico")
                .permitAll()
                .requestMatchers("/admin", "/admin/**")
                .access(new Access())
                .anyRequest()
                .authenticated())
        .headers(headers ->
            headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                    permissions -> permissions.policy("camera=(), geolocation=(), microphone=()")))
        .build();
  }

  private static AuthorizationDecision mayRead(Metrics metrics, HttpServletRequest request) {
    return new AuthorizationDecision(
        switch (metrics) {
          case LOCAL -> isLoopback(request.getRemoteAddr());
          case EVERYONE -> true;
          case NOBODY -> false;
        });
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
  }

  /** Boot would put the chain before every servlet. */
  @Bean
  DelegatingFilterProxyRegistrationBean chainBeforeSpringMvcOnly() {
    DelegatingFilterProxyRegistrationBean registration =
        new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
    registration.setServletNames(
        List.of(DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME));
    registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
    registration.setAsyncSupported(true);
    return registration;
  }
}
