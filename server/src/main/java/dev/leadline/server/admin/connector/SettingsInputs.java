package dev.leadline.server.admin.connector;

import dev.leadline.connector.Policy;
import dev.leadline.salesforce.SalesforceSettings;
import dev.leadline.salesforce.SalesforceSettings.Grant;
import dev.leadline.server.admin.Form;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The connector's settings as a form: what it shows, and what it makes of what was typed. */
final class SettingsInputs {
  static final String SECRET = "secret";
  static final String KEY = "key";

  private static final String JWT = Grant.JWT_BEARER.name().toLowerCase(Locale.ROOT);
  private static final int LONGEST_SECRET = 20_000;

  private static final List<String> TEXTS =
      List.of(
          SalesforceSettings.LOGIN_URL,
          SalesforceSettings.GRANT,
          SalesforceSettings.CLIENT_ID,
          SalesforceSettings.USERNAME,
          SalesforceSettings.AUDIENCE,
          SalesforceSettings.API_VERSION,
          SalesforceSettings.MATCH_ORDER,
          SalesforceSettings.OVERLAP_SECONDS,
          SalesforceSettings.PAGE_SIZE);

  private static final List<String> FLAGS =
      List.of(
          SalesforceSettings.ALLOW_DUPLICATES,
          Policy.LINK_REQUIRES_ASSIGNMENT,
          Policy.CREATE_WHEN_UNASSIGNED,
          Policy.LINK_EXISTING,
          Policy.CREATE_FROM_REMOTE);

  private SettingsInputs() {}

  /** The settings there are, ready to be edited. */
  static Form form(Map<String, String> settings) {
    Policy policy = Policy.of(settings);
    Form form = Form.empty().with(Policy.FILLER, policy.filler());
    for (String name : TEXTS) {
      form = form.with(name, settings.getOrDefault(name, ""));
    }
    Map<String, Boolean> flags =
        Map.of(
            SalesforceSettings.ALLOW_DUPLICATES,
            "true".equals(settings.get(SalesforceSettings.ALLOW_DUPLICATES)),
            Policy.LINK_REQUIRES_ASSIGNMENT,
            policy.linkRequiresAssignment(),
            Policy.CREATE_WHEN_UNASSIGNED,
            policy.createWhenUnassigned(),
            Policy.LINK_EXISTING,
            policy.linkExisting(),
            Policy.CREATE_FROM_REMOTE,
            policy.createFromRemote());
    for (String name : FLAGS) {
      form = flags.getOrDefault(name, false) ? form.with(name, "true") : form;
    }
    return form;
  }

  /** What was typed as settings; what was left empty has its default. */
  static Map<String, String> settings(Form form) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : TEXTS) {
      if (!form.line(name).isEmpty()) {
        settings.put(name, form.line(name));
      }
    }
    FLAGS.forEach(name -> settings.put(name, Boolean.toString(form.has(name))));
    settings.put(Policy.FILLER, form.line(Policy.FILLER));
    return settings;
  }

  /** The client secret or private key, whichever the form asks for; empty: none was typed. */
  static String credential(Form form) {
    return form.text(credentialInput(form)).strip();
  }

  static String credentialInput(Form form) {
    return JWT.equals(form.line(SalesforceSettings.GRANT)) ? KEY : SECRET;
  }

  /**
   * Whether the credential there is must not be used with these settings: it would be sent
   * somewhere else, or is one of another kind.
   */
  static boolean needsCredentialAnew(Map<String, String> before, Map<String, String> now) {
    return !at(before).equals(at(now)) || !grant(before).equals(grant(now));
  }

  /** Whether the settings mean another address than before. */
  static boolean isElsewhere(Map<String, String> before, Map<String, String> now) {
    return !before.isEmpty() && !at(before).equals(at(now));
  }

  /**
   * What is wrong, by input.
   *
   * @param credentialNeeded whether the form must bring one
   */
  static Map<String, String> problems(
      Form form, Map<String, String> settings, boolean credentialNeeded) {
    Map<String, String> problems = new LinkedHashMap<>();
    for (String problem : SalesforceSettings.problems(settings)) {
      int colon = problem.indexOf(": ");
      String input = colon < 0 ? "" : problem.substring(0, colon);
      problems.merge(
          input, sentence(problem.substring(colon < 0 ? 0 : colon + 2)), (a, b) -> a + " " + b);
    }
    String input = credentialInput(form);
    String credential = credential(form);
    if (credential.isEmpty() && credentialNeeded) {
      problems.put(
          input, input.equals(KEY) ? "The private key is needed." : "The client secret is needed.");
    } else if (credential.length() > LONGEST_SECRET) {
      problems.put(input, "This is too long.");
    } else if (input.equals(KEY)
        && !credential.isEmpty()
        && !credential.contains("-----BEGIN PRIVATE KEY-----")) {
      problems.put(
          input,
          "Paste the key as PEM in PKCS#8; it begins with -----BEGIN PRIVATE KEY-----. A key of"
              + " another form is changed by: openssl pkcs8 -topk8 -nocrypt -in old.key");
    }
    return problems;
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static String at(Map<String, String> settings) {
    return settings
        .getOrDefault(SalesforceSettings.LOGIN_URL, "")
        .strip()
        .replaceAll("/+$", "")
        .toLowerCase(Locale.ROOT);
  }

  private static String grant(Map<String, String> settings) {
    return settings.getOrDefault(
        SalesforceSettings.GRANT, Grant.CLIENT_CREDENTIALS.name().toLowerCase(Locale.ROOT));
  }
}
