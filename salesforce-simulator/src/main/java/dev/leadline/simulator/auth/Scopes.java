package dev.leadline.simulator.auth;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an app may do with a token, by the words of OAuth. Source of the words: {@code
 * scopes_supported} of login.salesforce.com/.well-known/openid-configuration.
 */
record Scopes(List<String> names) {
  /** What an app gets that does not say what it wants; the org's own default is a setting. */
  static final Scopes USUAL = of("api id refresh_token");

  private static final Set<String> KNOWN =
      Set.of(
          "address",
          "api",
          "cdp_api",
          "cdp_calculated_insight_api",
          "cdp_identityresolution_api",
          "cdp_ingest_api",
          "cdp_profile_api",
          "cdp_query_api",
          "cdp_segment_api",
          "chatbot_api",
          "chatter_api",
          "content",
          "custom_permissions",
          "eclair_api",
          "einstein_gpt_api",
          "email",
          "forgot_password",
          "full",
          "id",
          "interaction_api",
          "lightning",
          "mcp_api",
          "offline_access",
          "openid",
          "pardot_api",
          "phone",
          "profile",
          "pwdless_login_api",
          "refresh_token",
          "scrt_api",
          "sfap_api",
          "user_registration_api",
          "visualforce",
          "wave_api",
          "web");

  Scopes {
    names = List.copyOf(names);
  }

  static Scopes of(String text) {
    return new Scopes(List.of(text.strip().split("\\s+", -1)));
  }

  /** What was asked for, or the usual where nothing was. */
  static Scopes asked(@Nullable String text) {
    return text == null || text.isBlank() ? USUAL : of(text);
  }

  /** As told in replies, in the order in which they were asked for. */
  String text() {
    return String.join(" ", names);
  }

  boolean isKnown() {
    return KNOWN.containsAll(names);
  }

  boolean reachesData() {
    return names.contains("api") || names.contains("full");
  }

  /** Whether the app may come back without the person. Not even {@code full} holds this. */
  boolean isLasting() {
    return names.contains("refresh_token") || names.contains("offline_access");
  }
}
