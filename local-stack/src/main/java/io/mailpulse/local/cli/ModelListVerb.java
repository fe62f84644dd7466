package io.mailpulse.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.local.lines.Json;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = {
      "List bundles, one JSON line each: the one that ships, and those named.",
      "Exit status 1 if one of them cannot be opened."
    },
    mixinStandardHelpOptions = true)
final class ModelListVerb implements Callable<Integer> {

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "FOLDER",
      description = "Bundles, or folders that hold some.")
  private List<Path> folders = List.of();

  ModelListVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    int status = 0;
    for (String location : locations()) {
      try {
        print(location, ModelBundle.open(location).manifest());
      } catch (BundleException e) {
        console.err().println("mailpulse model list: " + e.getMessage());
        status = 1;
      }
    }
    return status;
  }

  private List<String> locations() throws IOException {
    List<String> locations = new ArrayList<>();
    locations.add(ModelBundle.DEFAULT_LOCATION);
    for (Path folder : folders) {
      if (looksLikeABundle(folder)) {
        locations.add(folder.toString());
        continue;
      }
      try (Stream<Path> entries = Files.list(folder)) {
        entries
            .filter(ModelListVerb::looksLikeABundle)
            .sorted()
            .map(Path::toString)
            .forEach(locations::add);
      }
    }
    return locations;
  }

  private static boolean looksLikeABundle(Path path) {
    return Files.isRegularFile(path.resolve(ModelBundle.MANIFEST))
        || path.toString().endsWith(".zip");
  }

  private void print(String location, ModelManifest manifest) throws IOException {
    ObjectNode line =
        Json.object()
            .put("model_version", manifest.modelVersion())
            .put("kind", manifest.kind().name().toLowerCase(Locale.ROOT))
            .put("location", location)
            .put("description", manifest.description());
    var languages = line.putArray("languages");
    manifest.languages().forEach(languages::add);
    console.out().write(Json.line(line));
    console.out().write('\n');
  }
}
