package dev.leadline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the compiled code to {@code ARCHITECTURE.md}: its rooms, its arrows, its walls. */
class ArchitectureTest {

  private static final Set<String> NAMES_THAT_SAY_NOTHING =
      Set.of("common", "util", "utils", "model", "dto", "service", "impl");
  private static final String SPRING = "org.springframework..";
  private static final String SERVLET = "jakarta.servlet..";
  private static final String[] SQL = {"java.sql..", "javax.sql..", "org.jdbi.."};
  private static final List<String> DOORS = List.of("segment", "pardot", "web", "admin", "cli");

  @Test
  void roomsUseOneAnotherAsDrawn() {
    Rooms rooms = Modules.roomsOf(Modules.classesOf("hub"));

    assertThat(rooms.differencesFrom(Arrows.read(Modules.architecture()))).isEmpty();
  }

  @Test
  void hubKnowsNeitherHttpNorSalesforce() {
    wall(
        Modules.classesOf("hub"),
        "the rooms hold rules and SQL; HTTP and Salesforce stay outside",
        "java.net.http..",
        SERVLET,
        SPRING,
        "dev.leadline.salesforce..",
        "dev.leadline.server..",
        "dev.leadline.bench..");
  }

  @Test
  void salesforceKnowsNeitherServerNorSql() {
    wall(
        Modules.classesOf("salesforce"),
        "it implements a seam of the hub and could run without our server or database",
        Stream.concat(
                Stream.of(SPRING, SERVLET, "dev.leadline.server..", "dev.leadline.bench.."),
                Stream.of(SQL))
            .toArray(String[]::new));
  }

  @Test
  void serverKnowsNoSql() {
    wall(Modules.classesOf("server"), "all SQL is in the rooms", "java.sql..", "org.jdbi..");
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment", "pardot", "web", "admin", "cli"})
  void doorsNeverImportOneAnother(String door) {
    String[] others =
        DOORS.stream()
            .filter(other -> !other.equals(door))
            .map(other -> "dev.leadline.server." + other + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("dev.leadline.server." + door + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("what two doors share is a room")
        .allowEmptyShould(true)
        .check(Modules.classesOf("server"));
  }

  @Test
  void simulatorSharesNothingWithUs() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.leadline..")
                .and(resideOutsideOfPackage("dev.leadline.simulator.."))
                .as("are ours"))
        .because("an error that both sides share would stay unseen")
        .allowEmptyShould(true)
        .check(simulator());
  }

  @Test
  void simulatorKnowsNoSpring() {
    wall(simulator(), "it runs on its own and starts fast", SPRING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hub", "salesforce", "server"})
  void nothingOfOursKnowsTheSimulator(String module) {
    wall(Modules.classesOf(module), "it stands for a foreign system", "dev.leadline.simulator..");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hub", "salesforce", "server", "salesforce-simulator"})
  void packagesSayWhatTheyAreFor(String module) {
    assertThat(packagesOf(module).map(JavaPackage::getName).filter(ArchitectureTest::saysNothing))
        .as("packages with names that say nothing")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hub", "salesforce", "server", "salesforce-simulator"})
  void packagesAreDescribedAndNullMarked(String module) {
    assertThat(packagesOf(module).filter(each -> !isNullMarked(each)).map(JavaPackage::getName))
        .as("packages without a package-info.java that says @NullMarked")
        .isEmpty();
  }

  private static void wall(JavaClasses classes, String reason, String... packages) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .because(reason)
        .allowEmptyShould(true)
        .check(classes);
  }

  private static JavaClasses simulator() {
    return orSkip("salesforce-simulator");
  }

  /** A build of some modules only may lack this one; a build in CI never does. */
  private static JavaClasses orSkip(String module) {
    if ("true".equals(System.getenv("CI"))) {
      return Modules.classesOf(module);
    }
    Optional<JavaClasses> classes = Modules.compiled(module);
    assumeTrue(classes.isPresent(), module + " is not part of this build");
    return classes.orElseThrow();
  }

  /** Our packages of a module that hold classes; generated ones have foreign names. */
  private static Stream<JavaPackage> packagesOf(String module) {
    return orSkip(module).stream()
        .filter(each -> each.getPackageName().startsWith("dev.leadline"))
        .map(JavaClass::getPackage)
        .distinct();
  }

  private static boolean saysNothing(String name) {
    return Stream.of(name.split("\\.", -1)).anyMatch(NAMES_THAT_SAY_NOTHING::contains);
  }

  private static boolean isNullMarked(JavaPackage each) {
    return each.tryGetPackageInfo()
        .filter(info -> info.isAnnotatedWith(NullMarked.class))
        .isPresent();
  }
}
