package io.mailpulse.lab.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The baseline that a trained model must beat: the sum of word values of AFINN lexicons. Above zero
 * is positive, below is negative, and a language without a lexicon gets no answer.
 */
public final class WordSums implements Labeller {

  private final Map<String, Map<String, Integer>> words;

  private WordSums(Map<String, Map<String, Integer>> words) {
    this.words = words;
  }

  /**
   * Reads every {@code AFINN-LANGUAGE-VERSION.txt} of a folder.
   *
   * @return empty if there is none
   * @throws IOException if one cannot be read
   */
  public static Optional<WordSums> read(Path folder) throws IOException {
    Map<String, Map<String, Integer>> words = new HashMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : (Iterable<Path>) files.sorted()::iterator) {
          String[] parts = file.getFileName().toString().split("-");
          if (parts.length == 3 && parts[0].equals("AFINN") && parts[1].length() == 2) {
            words.put(parts[1], values(file));
          }
        }
      }
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(new WordSums(words));
  }

  private static Map<String, Integer> values(Path file) throws IOException {
    Map<String, Integer> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int tab = line.lastIndexOf('\t');
      if (tab > 0) {
        values.put(line.substring(0, tab), Integer.parseInt(line.substring(tab + 1).trim()));
      }
    }
    return values;
  }

  @Override
  public String name() {
    return "AFINN";
  }

  @Override
  public List<Answer> label(List<GoldenMail> mails) {
    return mails.stream().map(this::label).toList();
  }

  private Answer label(GoldenMail mail) {
    Map<String, Integer> values = words.get(mail.language());
    if (values == null) {
      return new Answer(Answer.UNKNOWN, 0, 0);
    }
    int sum = 0;
    for (String word : mail.text().toLowerCase(Locale.ROOT).split("[^\\p{L}']+")) {
      sum += values.getOrDefault(word, 0);
    }
    return new Answer(sum > 0 ? "positive" : sum < 0 ? "negative" : "neutral", 0, 0);
  }
}
