package dev.leadline.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.leadline.crew.Role;
import dev.leadline.server.TestHub;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Every page of every role: open to those who may, closed to all others. */
class AccessIT {
  @RegisterExtension static final TestHub HUB = new TestHub();

  private static final Set<Role> EVERYBODY = Set.of(Role.values());
  private static final Set<Role> NOT_SALES =
      Set.of(Role.ADMINISTRATOR, Role.MARKETING, Role.SALES_MANAGER);
  private static final Set<Role> MARKETING = Set.of(Role.ADMINISTRATOR, Role.MARKETING);
  private static final Set<Role> ADMINISTRATOR = Set.of(Role.ADMINISTRATOR);

  /** Who may, by how the address begins; the longest beginning counts. */
  private static final Map<String, Set<Role>> WHO =
      Map.ofEntries(
          Map.entry("GET /admin", EVERYBODY),
          Map.entry("GET /admin/now", EVERYBODY),
          Map.entry("GET /admin/account", EVERYBODY),
          Map.entry("POST /admin/account", EVERYBODY),
          Map.entry("GET /admin/prospects", EVERYBODY),
          Map.entry("GET /admin/prospects/new", NOT_SALES),
          Map.entry("GET /admin/prospects/export", NOT_SALES),
          Map.entry("POST /admin/prospects/{id}", EVERYBODY),
          Map.entry("POST /admin/prospects/{id}/assign", NOT_SALES),
          Map.entry("POST /admin/prospects/new", NOT_SALES),
          Map.entry("POST /admin/prospects/bulk", NOT_SALES),
          Map.entry("GET /admin/rules", NOT_SALES),
          Map.entry("GET /admin/rules/new", MARKETING),
          Map.entry("GET /admin/rules/edit", MARKETING),
          Map.entry("GET /admin/rules/parts", MARKETING),
          Map.entry("GET /admin/rules/dry-run", MARKETING),
          Map.entry("POST /admin/rules", MARKETING),
          Map.entry("GET /admin/sources", MARKETING),
          Map.entry("POST /admin/sources", MARKETING),
          Map.entry("GET /admin/fields", MARKETING),
          Map.entry("POST /admin/fields", MARKETING),
          Map.entry("GET /admin/users", ADMINISTRATOR),
          Map.entry("POST /admin/users", ADMINISTRATOR),
          Map.entry("GET /admin/groups", ADMINISTRATOR),
          Map.entry("POST /admin/groups", ADMINISTRATOR),
          Map.entry("GET /admin/salesforce", ADMINISTRATOR),
          Map.entry("POST /admin/salesforce", ADMINISTRATOR));

  @ParameterizedTest
  @EnumSource(Role.class)
  void opensToThoseWhoMayAndToNobodyElse(Role role) {
    String email = role.name().toLowerCase(Locale.ROOT) + "@access.example";
    Visitor visitor = Visitor.of(HUB, role, email);
    Map<String, Boolean> wanted = new TreeMap<>();
    Map<String, Boolean> found = new TreeMap<>();
    for (String route : routes()) {
      wanted.put(route, who(route).contains(role));
      found.put(route, opens(visitor, route));
    }

    assertThat(found).isEqualTo(wanted);
  }

  @Test
  void asksThoseWhoAreNotSignedInToSignIn() {
    for (String route : routes()) {
      if (route.startsWith("GET")) {
        HttpResponse<String> answer = new Visitor(HUB).get(address(route));
        assertThat(answer.statusCode()).as(route).isEqualTo(302);
        assertThat(Visitor.location(answer)).as(route).contains("/sign-in");
      }
    }
  }

  @Test
  void refusesEveryChangeThatAnotherSiteAsksFor() {
    Visitor victim = Visitor.of(HUB, Role.ADMINISTRATOR, "victim@access.example");
    for (String route : routes()) {
      if (route.startsWith("POST")) {
        assertThat(victim.forge(address(route)).statusCode()).as(route).isEqualTo(403);
      }
    }
  }

  private static boolean opens(Visitor visitor, String route) {
    HttpResponse<String> answer =
        route.startsWith("GET")
            ? visitor.get(address(route))
            : visitor.post(address(route), "nothing", "");
    assertThat(answer.statusCode()).as(route).isLessThan(500);
    return answer.statusCode() != 403;
  }

  /** An address of the route; what is asked for in it does not exist. */
  private static String address(String route) {
    return route
        .substring(route.indexOf(' ') + 1)
        .replaceAll("\\{\\w+:(\\w+)[^}]*}", "$1")
        .replaceAll("\\{[^}]*}", "987654321");
  }

  private static Set<Role> who(String route) {
    return WHO.entrySet().stream()
        .filter(line -> route.equals(line.getKey()) || route.startsWith(line.getKey() + "/"))
        .max(Comparator.comparingInt(line -> line.getKey().length()))
        .orElseThrow(() -> new AssertionError("Nobody has said who may open " + route))
        .getValue();
  }

  /** Every address below /admin that a controller answers. */
  private static Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    new ClassFileImporter()
        .importPackages("dev.leadline.server.admin").stream()
            .flatMap(type -> type.getMethods().stream())
            .forEach(method ->
                Stream.concat(
                        routes(method, GetMapping.class.getName(), "GET "),
                        routes(method, PostMapping.class.getName(), "POST "))
                    .filter(route -> route.contains("/admin"))
                    .forEach(routes::add));
    assertThat(routes).hasSizeGreaterThan(50);
    return routes;
  }

  private static Stream<String> routes(JavaMethod method, String mapping, String verb) {
    return method.getAnnotations().stream()
        .filter(annotation -> annotation.getRawType().getName().equals(mapping))
        .map(JavaAnnotation::getProperties)
        .flatMap(values -> Arrays.stream((Object[]) values.get("value")))
        .map(path -> verb + path);
  }
}
