package io.mailpulse.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.lab.training.TrainingRecipe.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Reads the labelled sets of a recipe, one text a line: gzipped files of label and text, the merged
 * pool (language, set, label, text), JSON lines of mails ({@code language}, {@code label}, {@code
 * text}, and {@code may_train} false where the licence lets a text only measure), or a resource of
 * this package (language, label, text).
 */
final class SourceReader {

  /** Start of a name that is read from this package instead of the data folder. */
  private static final String RESOURCE = "classpath:";

  private static final String JSON_LINES = ".jsonl.gz";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data;
  private final Map<String, String> languageCodes;

  SourceReader(Path data, Map<String, String> languageCodes) {
    this.data = data;
    this.languageCodes = languageCodes;
  }

  /** The part of a set that trains. */
  List<LabelledText> training(Source source) throws IOException {
    return read(source).stream().filter(row -> isKept(row.text(), source.keepShare())).toList();
  }

  /** The part of a set that is kept back from training; empty where all of it trains. */
  List<LabelledText> validation(Source source) throws IOException {
    return read(source).stream().filter(row -> !isKept(row.text(), source.keepShare())).toList();
  }

  private List<LabelledText> read(Source source) throws IOException {
    List<LabelledText> rows = new ArrayList<>();
    if (source.file().startsWith(RESOURCE)) {
      try (BufferedReader lines = resource(source.file().substring(RESOURCE.length()))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] cells = line.split("\t", 3);
          LabelledText row = row(source, cells[0], cells[1], cells[2]);
          if (row != null) {
            rows.add(row);
          }
        }
      }
      return rows;
    }
    for (Path file : files(source)) {
      String name = file.getFileName().toString();
      try (BufferedReader lines = open(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          LabelledText row = row(source, name, line);
          if (row != null) {
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }

  private List<Path> files(Source source) throws IOException {
    Path path = data.resolve(source.file());
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> found = Files.list(path)) {
      return found.filter(file -> file.toString().endsWith(source.suffix())).sorted().toList();
    }
  }

  private static BufferedReader resource(String name) throws IOException {
    InputStream in = SourceReader.class.getResourceAsStream(name);
    if (in == null) {
      throw new NoSuchFileException(RESOURCE + name);
    }
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
  }

  private LabelledText row(Source source, String file, String line) throws IOException {
    if (file.endsWith(JSON_LINES)) {
      return mail(source, JSON.readTree(line));
    }
    return source.poolSource() == null
        ? plain(source, file.substring(0, file.indexOf('.')), line)
        : pooled(source, line);
  }

  private LabelledText mail(Source source, JsonNode mail) {
    return mail.path("may_train").asBoolean(true) != source.measures()
        ? row(
            source,
            mail.path("language").asText(),
            mail.path("label").asText(),
            mail.path("text").asText())
        : null;
  }

  private LabelledText plain(Source source, String code, String line) {
    int tab = line.indexOf('\t');
    return tab < 0 ? null : row(source, code, line.substring(0, tab), line.substring(tab + 1));
  }

  private LabelledText pooled(Source source, String line) {
    String[] cells = line.split("\t", 4);
    return cells.length == 4 && cells[1].equals(source.poolSource())
        ? row(source, cells[0], cells[2], cells[3])
        : null;
  }

  private LabelledText row(Source source, String code, String labels, String text) {
    List<String> mapped =
        Arrays.stream(labels.split(","))
            .map(source.labels()::get)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    String language = languageCodes.getOrDefault(code, code);
    return mapped.isEmpty() || source.without().contains(language)
        ? null
        : new LabelledText(source.name(), language, mapped, text);
  }

  private static boolean isKept(String text, double share) {
    return share >= 1 || Math.floorMod(text.hashCode() * 0x9E3779B1, 1000) < share * 1000;
  }
}
