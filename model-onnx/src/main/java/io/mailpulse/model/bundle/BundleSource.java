package io.mailpulse.model.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Where the files of a bundle come from. An engine that reads other stores hands in its own. */
public interface BundleSource {

  /** Scheme of a path that is written as a URI. */
  String FILE = "file:";

  /** How messages call this source. */
  String describe();

  /**
   * Reads one file whole.
   *
   * @param name relative to the bundle, without a leading slash
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read
   */
  byte[] read(String name) throws IOException;

  /**
   * The source that a location names: {@code classpath:FOLDER}, {@code s3://BUCKET/PREFIX}, a
   * folder, or a {@code .zip} file, either as a path or as a {@code file:} URI; {@code default} is
   * the bundle that ships.
   *
   * @throws BundleException if there is nothing of the kind
   */
  static BundleSource of(String location) {
    if (location.equals(ModelBundle.DEFAULT_NAME)) {
      return of(ModelBundle.DEFAULT_LOCATION);
    }
    if (location.startsWith(ClassPath.SCHEME)) {
      return new ClassPath(location.substring(ClassPath.SCHEME.length()));
    }
    if (location.startsWith(S3BundleSource.SCHEME)) {
      return S3BundleSource.of(location);
    }
    if (location.matches("[a-z0-9]{2,10}://.*") && !location.startsWith(FILE)) {
      throw new BundleException(
          "Model bundle "
              + location
              + ": expected classpath:, s3://, a folder or a .zip file; found another scheme. Copy"
              + " the bundle to one of these, or hand Scorers.open a BundleSource that reads it.");
    }
    Path path = path(location);
    if (Files.isDirectory(path)) {
      return new Folder(path);
    }
    if (Files.isRegularFile(path)) {
      return Archive.read(path);
    }
    throw new BundleException(
        "Model bundle " + location + ": expected a folder or a .zip file, found nothing there.");
  }

  /**
   * Reads a single file by its location: {@code classpath:FILE}, {@code s3://BUCKET/KEY}, a path or
   * a {@code file:} URI.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read
   * @throws BundleException if it lies in S3 and the AWS SDK is missing
   */
  static byte[] readFile(String location) throws IOException {
    if (location.startsWith(ClassPath.SCHEME)) {
      return new ClassPath("").read(location.substring(ClassPath.SCHEME.length()));
    }
    if (location.startsWith(S3BundleSource.SCHEME)) {
      int slash = location.lastIndexOf('/');
      return S3BundleSource.of(location.substring(0, slash)).read(location.substring(slash + 1));
    }
    return Files.readAllBytes(path(location));
  }

  private static Path path(String location) {
    try {
      return location.startsWith(FILE) ? Path.of(URI.create(location)) : Path.of(location);
    } catch (IllegalArgumentException e) {
      throw new BundleException(location + ": expected a path or a file: URI.", e);
    }
  }

  /** Resources of the class path. */
  record ClassPath(String folder) implements BundleSource {

    static final String SCHEME = "classpath:";

    /** Drops slashes at both ends. */
    public ClassPath {
      folder = folder.replaceAll("^/++|/++$", "");
    }

    @Override
    public String describe() {
      return SCHEME + folder;
    }

    @Override
    public byte[] read(String name) throws IOException {
      return resource(folder.isEmpty() ? name : folder + "/" + name);
    }

    /** One resource whole, found by the loader of this class. */
    static byte[] resource(String path) throws IOException {
      try (var in = BundleSource.class.getClassLoader().getResourceAsStream(path)) {
        if (in == null) {
          throw new NoSuchFileException(SCHEME + path);
        }
        return in.readAllBytes();
      }
    }
  }

  /** A folder of the local file system. */
  record Folder(Path path) implements BundleSource {

    @Override
    public String describe() {
      return path.toString();
    }

    @Override
    public byte[] read(String name) throws IOException {
      Path file = path.resolve(name).normalize();
      if (!file.startsWith(path.normalize())) {
        throw new NoSuchFileException(name, null, "leads out of the bundle");
      }
      return Files.readAllBytes(file);
    }
  }

  /** A zip file, read whole when it is opened; one folder around everything is looked through. */
  record Archive(Path path, Map<String, byte[]> entries) implements BundleSource {

    /** Inflated bytes that an archive may hold. */
    private static final long MAX_BYTES = 4L << 30;

    static Archive read(Path path) {
      Map<String, byte[]> entries = new HashMap<>();
      long total = 0;
      try (var zip = new ZipInputStream(Files.newInputStream(path))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          if (entry.isDirectory()) {
            continue;
          }
          byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, MAX_BYTES - total));
          total += content.length;
          if (zip.read() >= 0) {
            throw new BundleException(
                "Model bundle " + path + ": expected at most " + MAX_BYTES + " bytes inflated.");
          }
          entries.put(entry.getName(), content);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Model bundle " + path + " cannot be read", e);
      }
      if (entries.isEmpty()) {
        throw new BundleException(
            "Model bundle " + path + ": expected a folder or a .zip file, found another file.");
      }
      return new Archive(path, withoutOuterFolder(entries));
    }

    private static Map<String, byte[]> withoutOuterFolder(Map<String, byte[]> entries) {
      if (entries.containsKey(ModelBundle.MANIFEST)) {
        return Map.copyOf(entries);
      }
      String outer =
          entries.keySet().stream()
              .filter(name -> name.endsWith("/" + ModelBundle.MANIFEST))
              .map(name -> name.substring(0, name.length() - ModelBundle.MANIFEST.length()))
              .findFirst()
              .orElse("");
      Map<String, byte[]> inner = new HashMap<>();
      entries.forEach(
          (name, content) -> {
            if (name.startsWith(outer)) {
              inner.put(name.substring(outer.length()), content);
            }
          });
      return Map.copyOf(inner);
    }

    @Override
    public String describe() {
      return path.toString();
    }

    @Override
    public byte[] read(String name) throws IOException {
      byte[] content = entries.get(name);
      if (content == null) {
        throw new NoSuchFileException(path + "!/" + name);
      }
      return content;
    }
  }
}
