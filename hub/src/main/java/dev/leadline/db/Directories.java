package dev.leadline.db;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Makes and removes directories and small files so that a crash leaves all or nothing. */
final class Directories {

  private Directories() {}

  /** Readable by every account, whatever our umask: the server may run under another one. */
  static void createReadable(@Nullable Path directory) throws IOException {
    if (directory == null || Files.isDirectory(directory)) {
      return;
    }
    createReadable(directory.getParent());
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Replaces a file as a whole, readable by its owner alone. */
  static void writeSecret(Path file, String content) throws IOException {
    write(file, content, "rw-------");
  }

  static void writeReadable(Path file, String content) throws IOException {
    write(file, content, "rw-r--r--");
  }

  private static void write(Path file, String content, String permissions) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, content, StandardOpenOption.DSYNC);
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(permissions));
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes a directory and all below it; follows no link. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
