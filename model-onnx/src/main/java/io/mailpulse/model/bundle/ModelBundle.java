package io.mailpulse.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailpulse.model.bundle.ModelManifest.FileDigest;
import io.mailpulse.model.bundle.ModelManifest.FileRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model as files: its manifest and everything that the manifest names, every digest checked when
 * the bundle is opened. Files that a dependency carries are checked when they are asked for.
 */
public final class ModelBundle {

  /** Name of the manifest in every bundle. */
  public static final String MANIFEST = "manifest.json";

  /** What a location may call the bundle that ships. */
  public static final String DEFAULT_NAME = "default";

  /** The bundle that ships, in the artifact {@code model-default}. */
  public static final String DEFAULT_LOCATION = "classpath:io/mailpulse/model/default";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final String origin;
  private final ModelManifest manifest;
  private final Map<String, byte[]> files;

  private ModelBundle(String origin, ModelManifest manifest, Map<String, byte[]> files) {
    this.origin = origin;
    this.manifest = manifest;
    this.files = Map.copyOf(files);
  }

  /**
   * Opens the bundle at a location: {@code classpath:FOLDER}, {@code s3://BUCKET/PREFIX}, a folder
   * or a {@code .zip} file.
   *
   * @throws BundleException if anything is missing, altered or contradictory
   */
  public static ModelBundle open(String location) {
    return open(BundleSource.of(location));
  }

  /**
   * Opens a bundle from any source.
   *
   * @throws BundleException if anything is missing, altered or contradictory
   */
  public static ModelBundle open(BundleSource source) {
    ModelManifest manifest = parse(source.describe(), read(source, MANIFEST));
    Map<String, byte[]> files = new HashMap<>();
    manifest
        .files()
        .forEach(
            (name, expected) -> {
              byte[] content = read(source, name);
              String found = Sha256.hex(content);
              if (!found.equals(expected.sha256())) {
                throw altered(source.describe(), name, expected.sha256(), found);
              }
              files.put(name, content);
            });
    return new ModelBundle(source.describe(), manifest, files);
  }

  /**
   * Writes a bundle as a folder, digests computed; what is there is overwritten.
   *
   * @param folder made if it is not there
   * @param manifest its {@code files} are replaced
   * @param files by name, without the manifest
   * @return the bundle as written
   * @throws BundleException if the manifest breaks a rule
   */
  public static ModelBundle write(Path folder, ModelManifest manifest, Map<String, byte[]> files) {
    Map<String, FileDigest> digests = new TreeMap<>();
    files.forEach(
        (name, content) -> digests.put(name, new FileDigest(Sha256.hex(content), content.length)));
    ModelManifest complete = manifest.withFiles(digests);
    refuseViolations(folder.toString(), complete);
    try {
      Files.createDirectories(folder);
      for (var file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      var bundle = new ModelBundle(folder.toString(), complete, files);
      Files.write(folder.resolve(MANIFEST), bundle.toJson());
      return bundle;
    } catch (IOException e) {
      throw new UncheckedIOException("Model bundle " + folder + " cannot be written", e);
    }
  }

  /** Where it was opened. */
  public String origin() {
    return origin;
  }

  /** What it says of itself. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** {@code name@version}. */
  public String modelVersion() {
    return manifest.modelVersion();
  }

  /**
   * A file beside the manifest; the array is the bundle's own and must not be changed.
   *
   * @throws BundleException if the manifest does not list it
   */
  public byte[] file(String name) {
    byte[] content = files.get(name);
    if (content == null) {
      throw new BundleException(
          "Model bundle " + origin + ": expected file " + name + ", found " + files.keySet());
    }
    return content;
  }

  /**
   * A file of the bundle or of a dependency, its digest checked.
   *
   * @throws BundleException if it is missing or altered
   */
  public byte[] resolve(FileRef ref) {
    byte[] content;
    if (ref.location().startsWith(BundleSource.ClassPath.SCHEME)) {
      content = read(new BundleSource.ClassPath(""), ref.location().substring(10));
    } else {
      content = file(ref.location());
    }
    String found = Sha256.hex(content);
    if (!found.equals(ref.sha256())) {
      throw altered(origin, ref.location(), ref.sha256(), found);
    }
    return content;
  }

  /**
   * Checks the digests of the files that dependencies carry as well.
   *
   * @return this bundle
   * @throws BundleException if one of them is missing or altered
   */
  public ModelBundle checkedWhole() {
    manifest
        .encoders()
        .forEach(
            part -> {
              resolve(part.model());
              resolve(part.tokenizer());
            });
    return this;
  }

  /** The manifest as JSON over several lines, in UTF-8 with a line end. */
  public byte[] toJson() {
    try {
      return (JSON.writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A manifest is always JSON", e);
    }
  }

  private static ModelManifest parse(String origin, byte[] json) {
    ModelManifest manifest;
    try {
      manifest = JSON.readValue(json, ModelManifest.class);
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "Model bundle " + origin + ": manifest.json is not a manifest: " + problem(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Model bundle " + origin + " cannot be read", e);
    }
    refuseViolations(origin, manifest);
    return manifest;
  }

  /** The parser's own words quote the file and name classes of ours. */
  private static String problem(JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown key '"
          + unknown.getPropertyName()
          + "'"
          + place
          + "; known there are "
          + unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList()
          + ".";
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return "the value of "
          + mapping.getPath().stream().map(ModelBundle::step).collect(Collectors.joining("."))
          + " is not of the kind expected"
          + place
          + ".";
    }
    return "broken JSON" + place + ".";
  }

  private static String step(JsonMappingException.Reference reference) {
    return reference.getFieldName() == null
        ? Integer.toString(reference.getIndex())
        : reference.getFieldName();
  }

  private static void refuseViolations(String origin, ModelManifest manifest) {
    List<String> violations = ManifestRules.violations(manifest);
    if (!violations.isEmpty()) {
      throw new BundleException(
          "Model bundle " + origin + ": " + MANIFEST + ": " + String.join("; ", violations));
    }
  }

  private static byte[] read(BundleSource source, String name) {
    try {
      return source.read(name);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new BundleException(
          "Model bundle "
              + source.describe()
              + ": expected file "
              + name
              + ", found none. "
              + (source.describe().equals(DEFAULT_LOCATION)
                  ? "Put io.mailpulse:model-default on the class path, or name a bundle."
                  : "Restore the bundle or name another."),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Model bundle " + source.describe() + ": " + name + " cannot be read", e);
    }
  }

  private static BundleException altered(
      String origin, String name, String expected, String found) {
    return new BundleException(
        "Model bundle "
            + origin
            + ": "
            + name
            + ": expected sha256 "
            + expected
            + ", found "
            + found
            + ". Restore the file, or write the bundle anew.");
  }
}
