package dev.leadline;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the repository's modules on disk and reads what the compiler made of them. */
final class Modules {

  private static final String ROOT_PACKAGE = "dev.leadline";
  private static final Path REPOSITORY = repository();

  /** Reading a module takes seconds, and a dozen rules want it. */
  private static final Map<String, Optional<JavaClasses>> READ = new ConcurrentHashMap<>();

  private Modules() {}

  static String architecture() {
    try {
      return Files.readString(REPOSITORY.resolve("ARCHITECTURE.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path launcher() {
    return REPOSITORY.resolve("leadline");
  }

  /** The main classes of a module. */
  static JavaClasses classesOf(String module) {
    return compiled(module)
        .orElseThrow(
            () -> new IllegalStateException("module " + module + " is not compiled; build it too"));
  }

  /** The main classes of a module, or nothing when this build has left it out. */
  static Optional<JavaClasses> compiled(String module) {
    return READ.computeIfAbsent(module, Modules::read);
  }

  private static Optional<JavaClasses> read(String module) {
    Path classes = REPOSITORY.resolve(module).resolve("target/classes");
    return Files.isDirectory(classes)
        ? Optional.of(new ClassFileImporter().importPath(classes))
        : Optional.empty();
  }

  /** The rooms among the classes given: the packages directly below the root package. */
  static Rooms roomsOf(JavaClasses classes) {
    Set<String> names = new TreeSet<>();
    List<Rooms.Use> uses = new ArrayList<>();
    List<JavaClass> ours = classes.stream().filter(Modules::isOurs).toList();
    for (JavaClass each : ours) {
      names.add(roomOf(each));
      each.getDirectDependenciesFromSelf().stream()
          .filter(dependency -> classes.contain(dependency.getTargetClass().getName()))
          .filter(dependency -> isOurs(dependency.getTargetClass()))
          .map(Modules::use)
          .filter(use -> !use.from().equals(use.to()))
          .forEach(uses::add);
    }
    return new Rooms(names, uses);
  }

  private static Rooms.Use use(Dependency dependency) {
    return new Rooms.Use(
        roomOf(dependency.getOriginClass()),
        roomOf(dependency.getTargetClass()),
        dependency.getDescription());
  }

  /** Generated classes have packages of their own. */
  private static boolean isOurs(JavaClass each) {
    return (each.getPackageName() + ".").startsWith(ROOT_PACKAGE + ".");
  }

  private static String roomOf(JavaClass each) {
    String[] names = each.getPackageName().substring(ROOT_PACKAGE.length()).split("\\.", 3);
    return names.length > 1 ? names[1] : "(root package)";
  }

  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no ARCHITECTURE.md here or above");
      }
      folder = parent;
    }
    return folder;
  }
}
