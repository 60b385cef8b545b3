package dev.leadline.simulator.control;

import dev.leadline.simulator.auth.App;
import dev.leadline.simulator.auth.Apps;
import dev.leadline.simulator.auth.Sessions;
import dev.leadline.simulator.metadata.ObjectType;
import dev.leadline.simulator.org.Actor;
import dev.leadline.simulator.org.Founding;
import dev.leadline.simulator.org.Org;
import dev.leadline.simulator.org.Row;
import dev.leadline.simulator.org.SaveResult;
import dev.leadline.simulator.org.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users, queues, connected apps, sessions and what profiles may see. */
final class People {

  private final Org org;
  private final Apps apps;
  private final Sessions sessions;
  private final Founding.Founded founded;
  private final Records records;

  People(Org org, Apps apps, Sessions sessions, Founding.Founded founded) {
    this.org = org;
    this.apps = apps;
    this.sessions = sessions;
    this.founded = founded;
    this.records = new Records(org, founded);
  }

  Object users(Ask ask) {
    List<Object> users = new ArrayList<>();
    for (Row user : org.table(org.schema().need("User")).all()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("id", user.id());
      one.put("username", user.text("Username"));
      one.put("name", org.value(user, user.type().need("Name")));
      one.put("active", user.isTrue("IsActive"));
      users.add(one);
    }
    return Map.of("users", users);
  }

  /**
   * Adds users from {@code {"username","name","email","active","profile"}}; fields of User may be
   * given as well.
   */
  Object addUsers(Ask ask) {
    List<Object> made = new ArrayList<>();
    try (Transaction tx = org.begin(Actor.seed(founded.administratorId()))) {
      for (Map<String, @Nullable Object> given : ask.objects("users")) {
        SaveResult result = tx.insert(org.schema().need("User"), user(given));
        if (!result.success()) {
          throw new Wrong(400, "the user cannot be made: " + result.errors());
        }
        made.add(
            Map.of(
                "id",
                String.valueOf(result.id()),
                "username",
                String.valueOf(given.get("username"))));
      }
      tx.commit();
    }
    return Map.of("users", made);
  }

  private Map<String, @Nullable Object> user(Map<String, @Nullable Object> given) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    String username = String.valueOf(given.get("username"));
    String name = Objects.requireNonNullElse(given.get("name"), username).toString().strip();
    int blank = name.lastIndexOf(' ');
    values.put("Username", username);
    values.put("Email", Objects.requireNonNullElse(given.get("email"), username));
    values.put("FirstName", blank < 0 ? null : name.substring(0, blank));
    values.put("LastName", name.substring(blank + 1));
    String alias = username.replaceAll("[^A-Za-z0-9]", "");
    values.put("Alias", alias.length() > 8 ? alias.substring(0, 8) : alias);
    values.put("IsActive", Objects.requireNonNullElse(given.get("active"), true));
    values.put("UserType", "Standard");
    values.put(
        "ProfileId",
        profile(Objects.requireNonNullElse(given.get("profile"), "Standard User").toString()));
    Set<String> ours = Set.of("username", "name", "email", "active", "profile");
    given.forEach((field, value) -> {
      if (!ours.contains(field)) {
        values.put(field, value);
      }
    });
    return values;
  }

  private String profile(String name) {
    ObjectType profiles = org.schema().need("Profile");
    return org.table(profiles).all().stream()
        .filter(profile -> name.equalsIgnoreCase(profile.text("Name")) || name.equals(profile.id()))
        .findFirst()
        .map(Row::id)
        .orElseThrow(() -> new Wrong(404, "no profile '" + name + "'"));
  }

  /** Adds a queue: {@code {"name","objects":["Lead"],"members":[user,…]}}. */
  Object addQueue(Ask ask) {
    try (Transaction tx = org.begin(Actor.seed(founded.administratorId()))) {
      String name = ask.needText("name");
      String queue =
          make(
              tx,
              "Group",
              Map.of("Name", name, "DeveloperName", name.replaceAll("\\W+", "_"), "Type", "Queue"));
      for (String object : ask.texts("objects")) {
        make(tx, "QueueSobject", Map.of("QueueId", queue, "SobjectType", object));
      }
      for (String member : ask.texts("members")) {
        make(tx, "GroupMember", Map.of("GroupId", queue, "UserOrGroupId", records.userId(member)));
      }
      tx.commit();
      return Map.of("id", queue);
    }
  }

  private String make(Transaction tx, String object, Map<String, Object> values) {
    SaveResult result = tx.insert(org.schema().need(object), values);
    if (!result.success()) {
      throw new Wrong(400, "cannot make the " + object + ": " + result.errors());
    }
    return Objects.requireNonNull(result.id());
  }

  /**
   * Registers or changes a connected app; a certificate or public key in PEM lets it come by JWT.
   */
  Object putApp(Ask ask) {
    String id = ask.needText("clientId");
    App known = apps.find(id);
    String secret = ask.text("clientSecret");
    String runAs = ask.text("runAs");
    Set<String> approved = new HashSet<>();
    ask.texts("approvedUsers").forEach(user -> approved.add(records.userId(user)));
    App app =
        new App(
            id,
            secret != null ? secret : known == null ? "" : known.clientSecret(),
            runAs != null ? records.userId(runAs) : known == null ? null : known.runAsUserId(),
            ask.texts("redirectUris").isEmpty() && known != null
                ? known.redirectUris()
                : Set.copyOf(ask.texts("redirectUris")),
            known == null ? List.of() : known.keys(),
            approved.isEmpty() && known != null ? known.approvedUserIds() : approved,
            (known == null || ask.text("rotateRefreshTokens") != null)
                ? ask.flag("rotateRefreshTokens")
                : known.rotatesRefreshTokens());
    String pem = ask.text("certificate") != null ? ask.text("certificate") : ask.text("publicKey");
    apps.put(pem == null ? app : app.trusting(Pem.publicKey(pem)));
    return Map.of("clientId", id, "keys", Objects.requireNonNull(apps.find(id)).keys().size());
  }

  Object openSession(Ask ask) {
    String user = records.userId(ask.needText("user"));
    String client = Objects.requireNonNullElse(ask.text("clientId"), "control");
    String scope = Objects.requireNonNullElse(ask.text("scope"), "api id");
    return Map.of("accessToken", sessions.open(user, client, scope).accessToken(), "userId", user);
  }

  Object expireSessions(Ask ask) {
    String token = ask.text("token");
    if (token != null) {
      return Map.of("expired", sessions.revoke(token));
    }
    sessions.expireAll();
    return Map.of("expired", true);
  }

  /**
   * Hides objects and fields from a profile: {@code
   * {"profile","hide":["Task","Lead.AnnualRevenue"]}}.
   */
  Object access(Ask ask) {
    String profile = profile(ask.needText("profile"));
    if (ask.flag("reset")) {
      org.access().showAll(profile);
    }
    for (String name : ask.texts("hide")) {
      String object = name.split("\\.", -1)[0];
      if (org.schema().object(object) == null) {
        throw new Wrong(404, "no object '" + object + "'");
      }
      org.access().hide(profile, name.toLowerCase(Locale.ROOT));
    }
    return Map.of("profile", profile);
  }
}
