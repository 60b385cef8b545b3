package dev.leadline.db;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which PostgreSQL to use: the one at {@code url}, or, where none is given, an embedded one that
 * keeps its data in {@code directory}.
 *
 * @param url {@code jdbc:postgresql://host:port/name}, or {@code postgresql://user:password@host/…}
 * @param user and {@code password} are for the URL only; the embedded server makes its own
 * @param poolSize how many connections are kept at most
 */
public record DatabaseSettings(
    Optional<String> url, String user, String password, Path directory, int poolSize) {

  public static final int DEFAULT_POOL_SIZE = 12;
  public static final Path DEFAULT_DIRECTORY = Path.of(".data", "postgresql");

  private static final String JDBC = "jdbc:postgresql:";
  private static final Pattern PLAIN_URL = Pattern.compile("postgres(ql)?://.*");
  private static final Pattern SECRET = Pattern.compile("(?i)(password=)[^&]*");

  public DatabaseSettings {
    List<String> errors = new ArrayList<>();
    if (url.isPresent() && PLAIN_URL.matcher(url.get()).matches()) {
      try {
        URI plain = URI.create(url.get());
        user = fromUserInfo(plain, 0).filter(u -> !u.isEmpty()).orElse(user);
        password = fromUserInfo(plain, 1).orElse(password);
        url = Optional.of(toJdbc(plain));
      } catch (IllegalArgumentException e) {
        errors.add("the database URL cannot be read");
      }
    }
    url.filter(u -> !u.startsWith(JDBC))
        .ifPresent(
            u -> errors.add("the database URL must start with " + JDBC + "// or postgresql://"));
    if (poolSize < 1 || poolSize > 1000) {
      errors.add("the database pool size must be between 1 and 1000, not " + poolSize);
    }
    if (directory.toString().chars().anyMatch(c -> c < ' ' || "\"'`$\\".indexOf(c) >= 0)) {
      errors.add("the data directory must not contain quotes, dollars, backslashes or controls");
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", errors));
    }
  }

  /** An embedded server that keeps its data in {@code directory}. */
  public static DatabaseSettings embedded(Path directory) {
    return new DatabaseSettings(Optional.empty(), "", "", directory, DEFAULT_POOL_SIZE);
  }

  /** The server at {@code url}. */
  public static DatabaseSettings external(String url, String user, String password) {
    return new DatabaseSettings(
        Optional.of(url), user, password, DEFAULT_DIRECTORY, DEFAULT_POOL_SIZE);
  }

  public DatabaseSettings withPoolSize(int size) {
    return new DatabaseSettings(url, user, password, directory, size);
  }

  /** The place in words fit for a log: never a password. */
  public String place() {
    return url.map(u -> SECRET.matcher(u).replaceAll("$1***"))
        .orElseGet(() -> "embedded in " + directory);
  }

  @Override
  public String toString() {
    return "DatabaseSettings[%s, user=%s, poolSize=%d]".formatted(place(), user, poolSize);
  }

  private static Optional<String> fromUserInfo(URI plain, int index) {
    return Optional.ofNullable(plain.getRawUserInfo())
        .map(info -> info.split(":", 2))
        .filter(parts -> parts.length > index)
        .map(parts -> URLDecoder.decode(parts[index].replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private static String toJdbc(URI plain) {
    if (plain.getHost() == null) {
      throw new IllegalArgumentException("no host");
    }
    String port = plain.getPort() < 0 ? "" : ":" + plain.getPort();
    String path = plain.getRawPath().isEmpty() ? "/" : plain.getRawPath();
    String query = plain.getRawQuery() == null ? "" : "?" + plain.getRawQuery();
    return JDBC + "//" + plain.getHost() + port + path + query;
  }
}
