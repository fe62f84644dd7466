package io.mailpulse.local.service;

import io.mailpulse.local.BuildInfo;
import io.mailpulse.local.LocalStackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The unpacked search server. It lies in the temporary folder, where an unprivileged user can read
 * it too, and is unpacked once for all runs.
 */
final class SearchInstallation {

  private SearchInstallation() {}

  /**
   * Unpacks the server unless it was before.
   *
   * @param zip the distribution
   * @return its home folder
   */
  static Path unpackOnce(Path zip) {
    if (!Files.isReadable(zip)) {
      throw new LocalStackException(
          "the search server is not at "
              + zip
              + ": build once with the network (mvn -pl local-stack -am process-classes), or go"
              + " without with --no-search");
    }
    Path shared =
        Path.of(
            System.getProperty("java.io.tmpdir"), "mailpulse-" + System.getProperty("user.name"));
    Path home = shared.resolve("elasticsearch-" + BuildInfo.current().elasticsearchVersion());
    try {
      if (!Files.exists(home)) {
        Files.createDirectories(shared);
        requireOurs(shared);
        Path fresh = Files.createTempDirectory(shared, "unpacking");
        unpack(zip, fresh);
        openToAll(fresh);
        publish(fresh, home);
      }
      requireOurs(home);
      return home;
    } catch (IOException e) {
      throw new LocalStackException(
          "the search server cannot be unpacked to "
              + home
              + " ("
              + e
              + "): make room there, set java.io.tmpdir in MAILPULSE_OPTS, or use --no-search",
          e);
    }
  }

  /** Another run may have been quicker; its result is as good as ours. */
  private static void publish(Path fresh, Path home) throws IOException {
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      Folders.delete(fresh);
    }
  }

  /** In a folder that others can write to, somebody else's server must not be run as ours. */
  private static void requireOurs(Path folder) throws IOException {
    String owner = Files.getOwner(folder).getName();
    if (!owner.equals(System.getProperty("user.name"))) {
      throw new IOException(folder + " belongs to " + owner);
    }
  }

  private static void unpack(Path zip, Path target) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        var in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String inside = entry.getName().substring(entry.getName().indexOf('/') + 1);
        Path path = target.resolve(inside).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive " + zip + " reaches out of its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(in, path, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void openToAll(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        boolean runs = Files.isDirectory(path) || path.getParent().endsWith("bin");
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }
}
