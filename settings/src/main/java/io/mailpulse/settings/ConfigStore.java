package io.mailpulse.settings;

import io.mailpulse.settings.aws.S3Objects;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where configuration files are. An engine that knows further file systems hands in its own. */
public interface ConfigStore {

  /**
   * Reads a file.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be read
   */
  String read(String location) throws IOException;

  /**
   * Locations of the files right in a folder, in the order of their names.
   *
   * @throws IOException if it cannot be listed
   */
  List<String> list(String folder) throws IOException;

  /** Paths, {@code file:} URIs and {@code s3://BUCKET/KEY}. */
  static ConfigStore standard() {
    return new ConfigStore() {
      @Override
      public String read(String location) throws IOException {
        return location.startsWith(S3Objects.SCHEME)
            ? new String(bucket(location).read(key(location)), StandardCharsets.UTF_8)
            : Files.readString(path(location));
      }

      @Override
      public List<String> list(String folder) throws IOException {
        if (folder.startsWith(S3Objects.SCHEME)) {
          String key = key(folder);
          String prefix = key.isEmpty() || key.endsWith("/") ? key : key + "/";
          String root = S3Objects.SCHEME + bucket(folder).bucket() + "/";
          return bucket(folder).list(prefix).stream().map(found -> root + found).toList();
        }
        try (var files = Files.list(path(folder))) {
          return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
      }

      private S3Objects bucket(String location) {
        S3Objects.requireSdk(ConfigStore.class.getClassLoader());
        return new S3Objects(location.substring(S3Objects.SCHEME.length()).split("/", 2)[0]);
      }

      private String key(String location) {
        String[] parts = location.substring(S3Objects.SCHEME.length()).split("/", 2);
        return parts.length == 1 ? "" : parts[1];
      }

      private Path path(String location) {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
      }
    };
  }
}
