package io.mailpulse.mail.segment.cue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The phrases of all languages and what they say, read from the files that {@code
 * languages/index.txt} names. A line of a file is {@code cue = phrase | phrase}.
 */
public final class Lexicon {
  private static final Lexicon INSTANCE = load();

  private final PhraseTrie trie = new PhraseTrie();
  private final List<String> languages = new ArrayList<>();

  private Lexicon() {}

  public static Lexicon get() {
    return INSTANCE;
  }

  /** Names of the files read, in the order of the index. */
  public List<String> languages() {
    return List.copyOf(languages);
  }

  /**
   * The longest phrase with one of these cues that begins at an offset and ends at a word edge.
   *
   * @param cues bits of {@link Cue}
   * @return the offset after the phrase, or -1
   */
  public int match(CharSequence text, int from, int limit, int cues) {
    return trie.match(text, from, limit, cues);
  }

  /** All cues of the phrase that spans exactly these offsets. */
  public int cuesOf(CharSequence text, int from, int to) {
    return trie.cuesOf(text, from, to);
  }

  private static Lexicon load() {
    var lexicon = new Lexicon();
    for (String name : lines("languages/index.txt")) {
      lexicon.languages.add(name);
      for (String line : lines("languages/" + name + ".txt")) {
        lexicon.add(name, line);
      }
    }
    return lexicon;
  }

  private void add(String file, String line) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw new IllegalStateException(
          "languages/" + file + ".txt: expected 'cue = phrase | phrase', found '" + line + "'");
    }
    int bit = Cue.fromKey(line.substring(0, equals).strip()).bit();
    for (String phrase : line.substring(equals + 1).split("\\|")) {
      if (!phrase.isBlank()) {
        trie.add(phrase.strip(), bit);
      }
    }
  }

  private static List<String> lines(String resource) {
    var lines = new ArrayList<String>();
    try (InputStream in = Lexicon.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path beside Lexicon");
      }
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read from the class path", e);
    }
    return lines;
  }
}
