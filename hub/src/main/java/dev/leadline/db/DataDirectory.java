package dev.leadline.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One embedded cluster's place on disk, held against any second Leadline until closed.
 *
 * <p>The directory itself stays ours; only {@code cluster} and the log belong to the server's
 * account, so that this account cannot make us write through a link of its making.
 */
final class DataDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
  private static final Path SHARED_ROOT = Path.of("/var/lib/leadline");
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final List<FileChannel> locks = new ArrayList<>();
  private final Set<Path> held = new HashSet<>();
  private final Path home;
  private final ServerAccount account;

  /** Claims the directory, which is made if need be. */
  DataDirectory(Path wanted) throws IOException {
    try {
      Path asked = make(wanted.toAbsolutePath().normalize());
      lock(asked);
      home = locate(asked);
      if (!home.equals(asked)) {
        lock(home);
      }
      account = ServerAccount.forCluster(cluster());
      requireReachable();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  Path home() {
    return home;
  }

  ServerAccount account() {
    return account;
  }

  Path cluster() {
    return home.resolve("cluster");
  }

  boolean hasCluster() {
    return Files.isDirectory(cluster());
  }

  Path configuration() {
    return home.resolve("postgresql.conf");
  }

  /** The server's log; what an earlier run wrote is kept once. */
  Path freshLog() throws IOException {
    Path log = home.resolve("postgresql.log");
    Path earlier = home.resolve("postgresql.log.1");
    if (Files.exists(log)) {
      Files.move(log, earlier, StandardCopyOption.REPLACE_EXISTING);
    }
    Directories.writeSecret(log, "");
    account.own(log);
    return log;
  }

  /** The generated password, made at the first call and the same ever after. */
  String password() throws IOException {
    Path file = home.resolve("password");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    if (hasCluster()) {
      throw new DatabaseFailure.NotStarted(
          "The file %s with the database's password is gone; restore it.".formatted(file));
    }
    byte[] secret = new byte[24];
    RANDOM.nextBytes(secret);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Directories.writeSecret(file, password + "\n");
    return password;
  }

  OptionalInt rememberedPort() throws IOException {
    Path file = portFile();
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    String text = Files.readString(file).strip();
    return text.matches("[1-9][0-9]{0,4}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  void rememberPort(int port) throws IOException {
    Directories.writeReadable(portFile(), port + "\n");
  }

  private Path portFile() {
    return home.resolve("port");
  }

  /** Lets the next Leadline in. */
  @Override
  public void close() {
    for (FileChannel lock : locks) {
      try {
        lock.close();
      } catch (IOException e) {
        LOG.warn("A lock file did not close; it is released when this process ends", e);
      }
    }
    locks.clear();
    HELD_BY_THIS_PROCESS.removeAll(held);
    held.clear();
  }

  private static Path make(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      // Others may pass through to what is theirs, and see nothing else.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }
    return directory.toRealPath();
  }

  /**
   * The operating system lets go of a lock when this process closes <em>any</em> handle of the
   * file. So within the process a set of names decides before the file is touched again.
   */
  private void lock(Path directory) throws IOException {
    if (!HELD_BY_THIS_PROCESS.add(directory)) {
      throw new DatabaseFailure.DirectoryInUse(directory, " in this very process");
    }
    held.add(directory);
    Path file = directory.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    locks.add(channel);
    if (channel.tryLock() == null) {
      throw new DatabaseFailure.DirectoryInUse(directory, holder(file));
    }
    channel.truncate(0);
    channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
  }

  private static String holder(Path file) throws IOException {
    String pid = Files.readString(file).strip();
    return pid.isEmpty() ? "" : " (process " + pid + ")";
  }

  /**
   * Where the cluster is or will be: in the directory asked for, unless its future server cannot
   * get there, as below {@code /root}; then in one of its own that the directory points to.
   */
  private Path locate(Path asked) throws IOException {
    Path pointer = asked.resolve("location");
    if (Files.exists(pointer)) {
      Path place = Path.of(Files.readString(pointer).strip());
      if (!Files.isDirectory(place)) {
        throw new DatabaseFailure.NotStarted(
            "The data is in %s, says %s, but nothing is there. Restore it, or delete %2$s to begin anew."
                .formatted(place, pointer));
      }
      return place;
    }
    Path cluster = asked.resolve("cluster");
    if (Files.isDirectory(cluster) || ServerAccount.forCluster(cluster).canReach(asked)) {
      return asked;
    }
    Directories.createReadable(SHARED_ROOT);
    byte[] name = new byte[4];
    RANDOM.nextBytes(name);
    Path place = make(SHARED_ROOT.resolve(HexFormat.of().formatHex(name)));
    Directories.writeReadable(pointer, place + "\n");
    LOG.info(
        "PostgreSQL does not run as root and no other account can reach {}; the data is kept in {}",
        asked,
        place);
    return place;
  }

  private void requireReachable() {
    if (!account.canReach(home)) {
      throw new DatabaseFailure.NotStarted(
          "User \"%s\", who runs PostgreSQL, may not pass through %s. Allow it (chmod o+x), or choose another data directory."
              .formatted(account.name(), firstClosed()));
    }
  }

  private Path firstClosed() {
    Path closed = home;
    for (Path p = home; p != null && !account.canReach(p); p = p.getParent()) {
      closed = p;
    }
    return closed;
  }
}
