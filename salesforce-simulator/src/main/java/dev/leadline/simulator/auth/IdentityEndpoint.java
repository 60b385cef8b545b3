package dev.leadline.simulator.auth;

import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the org tells about the user behind a token: userinfo, the identity URL and introspection.
 */
final class IdentityEndpoint {

  private final Org org;
  private final Sessions sessions;

  IdentityEndpoint(Org org, Sessions sessions) {
    this.org = org;
    this.sessions = sessions;
  }

  /** The identity URL in replies: always in the form of the real login host. */
  static String identityUrl(String organizationId, String userId) {
    return "https://login.salesforce.com/id/" + organizationId + "/" + userId;
  }

  Map<String, @Nullable Object> userinfo(Session session, String ownUrl) {
    Row user = user(session);
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("sub", identityUrl(sessions.organizationId(), user.id()));
    info.put("user_id", user.id());
    info.put("organization_id", sessions.organizationId());
    info.put("preferred_username", user.text("Username"));
    info.put("nickname", user.text("Alias"));
    info.put("name", name(user));
    info.put("email", user.text("Email"));
    info.put("email_verified", true);
    info.put("given_name", user.text("FirstName"));
    info.put("family_name", user.text("LastName"));
    info.put("zoneinfo", user.text("TimeZoneSidKey"));
    info.put("active", user.isTrue("IsActive"));
    info.put("user_type", "STANDARD");
    info.put("language", user.text("LanguageLocaleKey"));
    info.put("locale", user.text("LocaleSidKey"));
    info.put("utcOffset", utcOffset(user));
    info.put("urls", urls(ownUrl));
    return info;
  }

  Map<String, @Nullable Object> identity(Session session, String ownUrl) {
    Row user = user(session);
    Map<String, @Nullable Object> identity = new LinkedHashMap<>();
    identity.put("id", identityUrl(sessions.organizationId(), user.id()));
    identity.put("asserted_user", true);
    identity.put("user_id", user.id());
    identity.put("organization_id", sessions.organizationId());
    identity.put("username", user.text("Username"));
    identity.put("nick_name", user.text("Alias"));
    identity.put("display_name", name(user));
    identity.put("email", user.text("Email"));
    identity.put("email_verified", true);
    identity.put("first_name", user.text("FirstName"));
    identity.put("last_name", user.text("LastName"));
    identity.put("timezone", user.text("TimeZoneSidKey"));
    identity.put("photos", Map.of());
    identity.put("urls", urls(ownUrl));
    identity.put("active", user.isTrue("IsActive"));
    identity.put("user_type", "STANDARD");
    identity.put("language", user.text("LanguageLocaleKey"));
    identity.put("locale", user.text("LocaleSidKey"));
    identity.put("utcOffset", utcOffset(user));
    identity.put("is_app_installed", true);
    return identity;
  }

  Map<String, @Nullable Object> introspection(@Nullable String token, App asking) {
    Session session = sessions.find(token);
    Grant grant = session == null ? sessions.grant(token) : null;
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    if (session != null && session.clientId().equals(asking.clientId())) {
      Row user = user(session);
      long issued = session.issuedAt().getEpochSecond();
      told.put("active", true);
      told.put("scope", session.scope());
      told.put("client_id", session.clientId());
      told.put("username", user.text("Username"));
      told.put("sub", identityUrl(sessions.organizationId(), user.id()));
      told.put("token_type", "access_token");
      told.put("exp", issued + sessions.lifetime().toSeconds());
      told.put("iat", issued);
      told.put("nbf", issued);
      return told;
    }
    if (grant != null && grant.clientId().equals(asking.clientId())) {
      Row user = org.find(grant.userId());
      told.put("active", true);
      told.put("scope", grant.scope());
      told.put("client_id", grant.clientId());
      told.put("username", user == null ? null : user.text("Username"));
      told.put("sub", identityUrl(sessions.organizationId(), grant.userId()));
      told.put("token_type", "refresh_token");
      return told;
    }
    told.put("active", false);
    return told;
  }

  private Map<String, String> urls(String ownUrl) {
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("rest", ownUrl + "/services/data/v{version}/");
    urls.put("sobjects", ownUrl + "/services/data/v{version}/sobjects/");
    urls.put("search", ownUrl + "/services/data/v{version}/search/");
    urls.put("query", ownUrl + "/services/data/v{version}/query/");
    urls.put("recent", ownUrl + "/services/data/v{version}/recent/");
    urls.put("profile", ownUrl + "/");
    urls.put("custom_domain", ownUrl);
    return urls;
  }

  /** Of the user's zone in winter, in milliseconds. */
  private static int utcOffset(Row user) {
    try {
      ZoneId zone = ZoneId.of(String.valueOf(user.text("TimeZoneSidKey")));
      return zone.getRules().getStandardOffset(Instant.EPOCH).getTotalSeconds() * 1000;
    } catch (DateTimeException unknown) {
      return 0;
    }
  }

  private Row user(Session session) {
    Row user = org.find(session.userId());
    if (user == null) {
      throw new IllegalStateException("a session without a user");
    }
    return user;
  }

  private @Nullable Object name(Row user) {
    return org.value(user, user.type().need("Name"));
  }
}
