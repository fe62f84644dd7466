package io.mailpulse.mail.language;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Run by the build, which is why it is public: makes one small table of Lingua's language models
 * (Apache-2.0, on the class path of the build only) and of our own lists for languages that Lingua
 * lacks.
 */
public final class NgramCompiler {

  /** To be raised where this class or the table's form changes. */
  private static final String FORM = "1";

  private static final String[] LINGUA_FILES = {
    "unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"
  };

  private final List<String> languages = new ArrayList<>();
  private long[] entries = new long[1 << 22];
  private int size;

  private NgramCompiler() {}

  /**
   * Writes the table unless the file is already made from the same models.
   *
   * @param args the file to write; the version of Lingua
   */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]);
    List<String> own = WordLines.read("modelled.txt").get("own");
    List<String> lingua = WordLines.read("modelled.txt").get("lingua");
    String recipe =
        "form " + FORM + ", lingua " + args[1] + " " + lingua + ", own " + own + " " + crc(own);
    if (Files.exists(target) && recipe.equals(recipeOf(target))) {
      return;
    }
    NgramCompiler compiler = new NgramCompiler();
    for (String language : lingua) {
      String folder = "/language-models/" + language + "/";
      compiler.add(language, Arrays.stream(LINGUA_FILES).map(f -> folder + f + ".json").toList());
    }
    for (String language : own) {
      compiler.add(language, List.of(ownList(language)));
    }
    NgramTable table =
        NgramTable.of(compiler.languages, Arrays.copyOf(compiler.entries, compiler.size));
    Path draft = target.resolveSibling(target.getFileName() + ".part");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16))) {
      table.write(recipe, out);
    }
    Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String ownList(String language) {
    return "runs-" + language + ".json";
  }

  private static long crc(List<String> own) throws IOException {
    CRC32 crc = new CRC32();
    for (String language : own) {
      try (InputStream in = NgramCompiler.class.getResourceAsStream(ownList(language))) {
        if (in == null) {
          throw new IOException("resource " + ownList(language) + " is missing");
        }
        crc.update(in.readAllBytes());
      }
    }
    return crc.getValue();
  }

  private static String recipeOf(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return NgramTable.readRecipe(in);
    }
  }

  private void add(String language, List<String> resources) throws IOException {
    int place = languages.size();
    languages.add(language);
    RunFrequencies frequencies = new RunFrequencies((run, logP) -> keep(run, place, logP));
    int found = 0;
    for (String resource : resources) {
      try (InputStream in = NgramCompiler.class.getResourceAsStream(resource)) {
        if (in != null) { // languages with a script of their own have single letters only
          frequencies.read(in);
          found++;
        }
      }
    }
    if (found == 0) {
      throw new IOException("no model of " + language + " on the class path: " + resources);
    }
  }

  private void keep(String run, int language, double logProbability) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
    }
    double units = (logProbability - NgramTable.FLOOR) * NgramTable.UNITS;
    int weight = (int) Math.max(1, Math.min(NgramTable.HEAVIEST, Math.round(units)));
    entries[size++] = NgramTable.entry(run, language, weight);
  }
}
