package dev.leadline.db;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operating-system account that the embedded server runs under: our own, or an unprivileged one
 * when we are root, because PostgreSQL refuses root.
 *
 * @param prefix the command that turns root into this account, before the command to run
 */
record ServerAccount(String name, int uid, int gid, List<String> prefix) {

  private static final Path ACCOUNTS = Path.of("/etc/passwd");
  private static final List<String> CANDIDATES = List.of("leadline", "postgres", "nobody");

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  /** The account that owns the cluster, or, for one yet to be made, the one that will. */
  static ServerAccount forCluster(Path cluster) {
    UnixSystem us = new UnixSystem();
    int uid = Math.toIntExact(us.getUid());
    int gid = Math.toIntExact(us.getGid());
    Optional<Integer> owner = ownerOf(cluster);
    if (uid != 0) {
      owner
          .filter(o -> o != uid)
          .ifPresent(o -> {
            throw new DatabaseFailure.NotStarted(
                "The data in %s belongs to user id %d. Start as that user, or as root."
                    .formatted(cluster, o));
          });
      return new ServerAccount(String.valueOf(us.getUsername()), uid, gid, List.of());
    }
    return owner
        .filter(o -> o != 0)
        .map(ServerAccount::byId)
        .orElseGet(ServerAccount::unprivileged);
  }

  boolean isOther() {
    return !prefix.isEmpty();
  }

  /** The command as this account runs it. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Whether this account may pass through or list the directory, or run the file. */
  boolean canReach(Path path) {
    return !isOther()
        || Command.run(command(List.of("test", "-x", path.toString())), Path.of("/")).succeeded();
  }

  /** Gives a file or directory of ours to this account. */
  void own(Path path) throws IOException {
    if (isOther()) {
      Files.setAttribute(path, "unix:uid", uid);
      Files.setAttribute(path, "unix:gid", gid);
    }
  }

  private static Optional<Integer> ownerOf(Path cluster) {
    try {
      return Files.exists(cluster)
          ? Optional.of((Integer) Files.getAttribute(cluster, "unix:uid"))
          : Optional.empty();
    } catch (IOException e) {
      throw new DatabaseFailure.NotStarted("Cannot read " + cluster + ": " + e.getMessage(), e);
    }
  }

  private static ServerAccount unprivileged() {
    return CANDIDATES.stream()
        .flatMap(name -> accounts().filter(account -> account.name.equals(name)))
        .filter(account -> account.uid != 0)
        .findFirst()
        .map(ServerAccount::reachableFromRoot)
        .orElseThrow(() ->
            new DatabaseFailure.NotStarted(
                "PostgreSQL does not run as root, and /etc/passwd has none of the accounts "
                    + String.join(", ", CANDIDATES)
                    + " to run it under. "
                    + wayOut()));
  }

  private static ServerAccount byId(int uid) {
    return accounts()
        .filter(account -> account.uid == uid)
        .findFirst()
        .orElseGet(() -> new ServerAccount(String.valueOf(uid), uid, uid, List.of()))
        .reachableFromRoot();
  }

  private static Stream<ServerAccount> accounts() {
    try {
      return Files.readAllLines(ACCOUNTS).stream()
          .map(line -> line.split(":", -1))
          .filter(parts -> parts.length >= 4)
          .map(parts ->
              new ServerAccount(
                  parts[0], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]), List.of()));
    } catch (IOException | NumberFormatException e) {
      throw new DatabaseFailure.NotStarted("Cannot read " + ACCOUNTS + ": " + e.getMessage(), e);
    }
  }

  /** The same account with the first command of this machine that can change to it. */
  private ServerAccount reachableFromRoot() {
    String user = Integer.toString(uid);
    String group = Integer.toString(gid);
    List<String> setpriv =
        List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--");
    List<String> chroot =
        List.of(
            "/usr/sbin/chroot",
            "--userspec=" + user + ":" + group,
            "--groups=",
            "--skip-chdir",
            "/");
    return Stream.of(setpriv, chroot)
        .map(prefix -> new ServerAccount(name, uid, gid, prefix))
        .filter(ServerAccount::works)
        .findFirst()
        .orElseThrow(() ->
            new DatabaseFailure.NotStarted(
                ("PostgreSQL does not run as root, and neither setpriv nor chroot can change to"
                        + " user \"%s\" here. %s")
                    .formatted(name, wayOut())));
  }

  private boolean works() {
    Command.Result result = Command.run(command(List.of("id", "-u")), Path.of("/"));
    return result.succeeded() && result.output().strip().equals(Integer.toString(uid));
  }

  private static String wayOut() {
    return "Start Leadline as a plain user, or set a database URL.";
  }
}
