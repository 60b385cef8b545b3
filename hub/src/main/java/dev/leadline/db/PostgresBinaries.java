package dev.leadline.db;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive on the class path and then shared. */
record PostgresBinaries(Path root) {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
  private static final String VERSION = readVersion();
  private static final String UNFINISHED = ".unpacking-";

  Path program(String name) {
    return root.resolve("bin").resolve(name);
  }

  static int majorVersion() {
    return Integer.parseInt(VERSION.substring(0, VERSION.indexOf('.')));
  }

  /** The programs, tried under the account that runs the cluster. */
  static PostgresBinaries forCluster(DataDirectory data) throws IOException {
    PostgresBinaries binaries = inSharedCacheOr(data.home());
    Command.Result result =
        Command.run(
            data.account().command(List.of(binaries.program("postgres").toString(), "--version")),
            data.home());
    if (!result.succeeded()) {
      throw new DatabaseFailure.NotStarted(
          "PostgreSQL's programs in %s do not run here (they need a Linux with glibc, or a Mac): %s. Set a database URL instead."
              .formatted(binaries.root, result.output().strip()));
    }
    return binaries;
  }

  private static PostgresBinaries inSharedCacheOr(Path home) throws IOException {
    try {
      return in(sharedCache());
    } catch (FileSystemException e) {
      LOG.info("No shared cache ({}); unpacking beside the data", e.getMessage());
      return in(home.resolve("programs"));
    }
  }

  private static Path sharedCache() {
    if (new UnixSystem().getUid() == 0) {
      return Path.of("/var/cache/leadline");
    }
    String given = System.getenv("XDG_CACHE_HOME");
    Path cache =
        given == null || given.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(given);
    return cache.toAbsolutePath().resolve("leadline");
  }

  /** The programs in a directory of their own below {@code cache}, which is made if need be. */
  static PostgresBinaries in(Path cache) throws IOException {
    String platform = platform();
    Path root = cache.resolve("postgresql-" + VERSION + "-" + platform);
    if (!Files.isDirectory(root)) {
      unpack("postgres-" + platform + ".txz", root);
    }
    return new PostgresBinaries(root);
  }

  /** Unpacks beside the goal and renames, so that of two racing processes both find it whole. */
  private static void unpack(String archive, Path root) throws IOException {
    LOG.info("Unpacking PostgreSQL {} into {}", VERSION, root);
    Path cache = root.resolveSibling("");
    Directories.createReadable(cache);
    deleteAbandoned(cache);
    long pid = ProcessHandle.current().pid();
    Path unfinished = Files.createTempDirectory(cache, UNFINISHED + pid + "-");
    try (InputStream packed = open(archive)) {
      extract(packed, unfinished);
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Directories.delete(unfinished);
      if (!Files.isDirectory(root)) {
        throw e;
      }
    }
  }

  /** What processes have left that were killed while they unpacked. */
  private static void deleteAbandoned(Path cache) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(cache, UNFINISHED + "*-*")) {
      for (Path directory : found) {
        String name = String.valueOf(directory.getFileName());
        long owner = Long.parseLong(name.substring(UNFINISHED.length(), name.lastIndexOf('-')));
        if (ProcessHandle.of(owner).isEmpty()) {
          Directories.delete(directory);
        }
      }
    }
  }

  private static InputStream open(String archive) {
    return Optional.ofNullable(PostgresBinaries.class.getResourceAsStream("/" + archive))
        .orElseThrow(() ->
            new DatabaseFailure.NotStarted(
                "This build holds no PostgreSQL for this platform (%s). Set a database URL instead."
                    .formatted(archive)));
  }

  private static void extract(InputStream packed, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        write(tar, entry, path);
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Directories.createReadable(path);
      return;
    }
    Directories.createReadable(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = List.of("aarch64", "arm64").contains(processor);
    if (system.startsWith("linux")) {
      return arm ? "linux-arm_64" : "linux-x86_64";
    }
    if (system.startsWith("mac")) {
      return arm ? "darwin-arm_64" : "darwin-x86_64";
    }
    throw new DatabaseFailure.NotStarted(
        "There is no embedded PostgreSQL for %s on %s. Set a database URL instead."
            .formatted(System.getProperty("os.name"), processor));
  }

  private static String readVersion() {
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
