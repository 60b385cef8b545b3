package dev.leadline.salesforce;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one org, as an administrator sets it; the secret part is a {@link Credential}.
 *
 * @param loginUrl the org's My Domain, such as {@code https://acme.my.salesforce.com}
 * @param clientId of the External Client App
 * @param username whom to act as; only for {@link Grant#JWT_BEARER}
 * @param audience the JWT's {@code aud}; the login host for production or sandbox
 * @param apiVersion such as {@code 65.0}
 * @param matchOrder the types that an email may mean, the preferred one first
 * @param allowDuplicates whether records are saved though a duplicate rule warns
 * @param overlap how far a poll reads back, for what was stamped early and committed late
 * @param pageSize the most records of a type that one poll call reads
 */
public record SalesforceSettings(
    URI loginUrl,
    Grant grant,
    String clientId,
    String username,
    String audience,
    String apiVersion,
    List<String> matchOrder,
    boolean allowDuplicates,
    Duration overlap,
    int pageSize) {

  /** The names of the settings. */
  public static final String LOGIN_URL = "login_url";

  public static final String GRANT = "grant";
  public static final String CLIENT_ID = "client_id";
  public static final String USERNAME = "username";
  public static final String AUDIENCE = "audience";
  public static final String API_VERSION = "api_version";
  public static final String MATCH_ORDER = "match_order";
  public static final String ALLOW_DUPLICATES = "allow_duplicates";
  public static final String OVERLAP_SECONDS = "overlap_seconds";
  public static final String PAGE_SIZE = "page_size";

  private static final Pattern COMMA = Pattern.compile(",");
  private static final int MOST_PER_PAGE = 2000;
  private static final Set<String> TYPES = Set.of("Lead", "Contact");

  /** By which OAuth flow we sign in. */
  public enum Grant {
    /** The credential is the app's client secret; the app names whom we act as. */
    CLIENT_CREDENTIALS,
    /** The credential is a private key whose certificate the app knows. */
    JWT_BEARER
  }

  /**
   * Reads a connector's settings; what is not set has its default.
   *
   * @throws IllegalArgumentException naming all that is wrong
   */
  public static SalesforceSettings of(Map<String, String> settings) {
    return new Reading(settings).result();
  }

  /** All that is wrong with a connector's settings, for a person; empty: nothing. */
  public static List<String> problems(Map<String, String> settings) {
    Reading reading = new Reading(settings);
    reading.read();
    return reading.problems;
  }

  /** Reads texts, noting everything that is wrong instead of stopping at the first. */
  private static final class Reading {
    private final Map<String, String> settings;
    private final List<String> problems = new ArrayList<>();

    Reading(Map<String, String> settings) {
      this.settings = settings;
    }

    SalesforceSettings result() {
      SalesforceSettings read = read();
      if (!problems.isEmpty() || read == null) {
        throw new IllegalArgumentException(String.join("; ", problems));
      }
      return read;
    }

    @Nullable SalesforceSettings read() {
      problems.clear();
      URI url = loginUrl();
      Grant grant = grant();
      String clientId = text(CLIENT_ID, "");
      String username = text(USERNAME, "");
      if (clientId.isEmpty()) {
        problems.add("client_id: the consumer key of the External Client App is needed");
      }
      if (grant == Grant.JWT_BEARER && username.isEmpty()) {
        problems.add("username: the JWT bearer flow needs to know whom to act as");
      }
      String version = text(API_VERSION, "65.0");
      if (!version.matches("\\d{2,3}\\.0")) {
        problems.add("api_version: '" + version + "' is not a version like 65.0");
      }
      List<String> order = matchOrder();
      int overlap = number(OVERLAP_SECONDS, 900, 0, 86_400);
      int page = number(PAGE_SIZE, MOST_PER_PAGE, 1, MOST_PER_PAGE);
      return url == null
          ? null
          : new SalesforceSettings(
              url,
              grant,
              clientId,
              username,
              text(AUDIENCE, url.toString()),
              version,
              order,
              text(ALLOW_DUPLICATES, "false").equals("true"),
              Duration.ofSeconds(overlap),
              page);
    }

    private @Nullable URI loginUrl() {
      String text = text(LOGIN_URL, "").replaceAll("/+$", "");
      try {
        URI url = new URI(text);
        if (Safe.mayCarryToken(url)) {
          return url;
        }
        problems.add(
            "login_url: an address like https://acme.my.salesforce.com is needed; without https"
                + " only this machine may be addressed");
      } catch (URISyntaxException e) {
        problems.add("login_url: '" + text + "' is not an address");
      }
      return null;
    }

    private Grant grant() {
      String text = text(GRANT, "client_credentials").toUpperCase(Locale.ROOT);
      for (Grant grant : Grant.values()) {
        if (grant.name().equals(text)) {
          return grant;
        }
      }
      problems.add("grant: client_credentials or jwt_bearer, not '" + text + "'");
      return Grant.CLIENT_CREDENTIALS;
    }

    private List<String> matchOrder() {
      List<String> order =
          COMMA.splitAsStream(text(MATCH_ORDER, "Contact,Lead")).map(String::strip).toList();
      if (!TYPES.containsAll(order) || Set.copyOf(order).size() < order.size()) {
        problems.add("match_order: Contact and Lead, separated by a comma");
      }
      return order;
    }

    private int number(String name, int otherwise, int least, int most) {
      String text = text(name, Integer.toString(otherwise));
      try {
        int number = Integer.parseInt(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // told below, like a number out of range
      }
      problems.add("%s: a number from %d to %d".formatted(name, least, most));
      return otherwise;
    }

    private String text(String name, String otherwise) {
      String text = settings.getOrDefault(name, "").strip();
      return text.isEmpty() ? otherwise : text;
    }
  }
}
