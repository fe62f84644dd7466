package io.mailpulse.model.aspect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds which aspects of one list a sentence mentions. Synonyms of the sentence's language and
 * those for every language stand in tries that are walked from the start of each word, and from
 * inside of words for synonyms that begin with a star; time is linear in the sentence, as synonyms
 * are short. Thread-safe.
 */
public final class AspectFinder {

  private static final String PROCLITICS = "proclitics.json";
  private static final Map<String, List<String>> PROCLITICS_BY_LANGUAGE = readProclitics();

  private final List<String> names;
  private final AspectList list;
  private final Map<String, Tries> byLanguage = new ConcurrentHashMap<>();

  /** A finder over a list. */
  public AspectFinder(AspectList list) {
    this.list = list;
    this.names = List.copyOf(new TreeMap<>(list.aspects()).keySet());
    byLanguage.put("", build(""));
  }

  /** Names of the aspects; {@link #find} answers with bits in this order. */
  public List<String> names() {
    return names;
  }

  /**
   * Aspects that a sentence mentions.
   *
   * @param sentence normalised
   * @param language ISO 639-1 code; for one without synonyms those of all languages are looked for
   * @return bit {@code i} set for aspect {@code i}
   */
  public long find(String sentence, String language) {
    Tries tries = byLanguage.get(language);
    if (tries == null) {
      tries = byLanguage.computeIfAbsent(known(language), this::build);
    }
    String text = Spelling.fold(sentence);
    long found = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // The first step of the walk sorts out most places for less than a look at the character
      // before.
      if (tries.words.next(c) != null && WordBounds.isAt(text, i)) {
        found |= walk(tries.words, text, i);
      }
      if (tries.parts.next(c) != null) {
        found |= walk(tries.parts, text, i);
      }
      if (tries.proclitics.next(c) != null && WordBounds.isAt(text, i)) {
        found |= afterProclitics(tries, text, i);
      }
    }
    return found;
  }

  private static long walk(Node root, String text, int start) {
    long found = 0;
    Node node = root;
    for (int i = start; i < text.length(); i++) {
      node = node.next(text.charAt(i));
      if (node == null) {
        return found;
      }
      found |= node.prefixes;
      if (node.whole != 0 && WordBounds.isAt(text, i + 1)) {
        found |= node.whole;
      }
    }
    return found;
  }

  /** Articles, prepositions and conjunctions that some scripts write onto the word after them. */
  private static long afterProclitics(Tries tries, String text, int start) {
    long found = 0;
    Node node = tries.proclitics;
    for (int i = start; i + 1 < text.length(); i++) {
      node = node.next(text.charAt(i));
      if (node == null) {
        return found;
      }
      if (node.whole != 0) {
        found |= walk(tries.words, text, i + 1);
      }
    }
    return found;
  }

  /** The language itself if the list has synonyms for it; empty for all languages. */
  private String known(String language) {
    boolean listed =
        list.aspects().values().stream().anyMatch(synonyms -> synonyms.containsKey(language));
    return listed ? language : "";
  }

  private Tries build(String language) {
    var tries = new Tries();
    for (int i = 0; i < names.size(); i++) {
      long bit = 1L << i;
      list.aspects()
          .get(names.get(i))
          .forEach(
              (code, synonyms) -> {
                if (language.isEmpty() || code.equals(language) || code.equals(AspectList.ANY)) {
                  synonyms.forEach(synonym -> tries.add(synonym, bit));
                }
              });
    }
    PROCLITICS_BY_LANGUAGE.forEach(
        (code, proclitics) -> {
          if (language.isEmpty() || code.equals(language)) {
            proclitics.forEach(proclitic -> tries.proclitics.grow(proclitic).whole = 1);
          }
        });
    return tries;
  }

  private static Map<String, List<String>> readProclitics() {
    try (var in = AspectFinder.class.getResourceAsStream(PROCLITICS)) {
      return Map.copyOf(
          new ObjectMapper().readValue(in, new TypeReference<Map<String, List<String>>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(PROCLITICS + " cannot be read", e);
    }
  }

  private static final class Tries {

    private final Node words = new Node();
    private final Node parts = new Node();
    private final Node proclitics = new Node();

    void add(String synonym, long bit) {
      boolean startsInside = synonym.startsWith(AspectList.STAR);
      boolean endsInside = synonym.endsWith(AspectList.STAR);
      Node node = (startsInside ? parts : words).grow(AspectList.withoutStars(synonym));
      if (endsInside) {
        node.prefixes |= bit;
      } else {
        node.whole |= bit;
      }
    }
  }

  private static final class Node {

    private final Map<Character, Node> others = new HashMap<>(4);
    private Node[] ascii;
    private long whole;
    private long prefixes;

    Node next(char c) {
      if (c < 128) {
        return ascii == null ? null : ascii[c];
      }
      return others.get(c);
    }

    /** The node of a text below this one, made if it is not there. */
    Node grow(String text) {
      Node node = this;
      for (char c : Spelling.fold(text).toCharArray()) {
        node = node.grow(c);
      }
      return node;
    }

    private Node grow(char c) {
      if (c >= 128) {
        return others.computeIfAbsent(c, key -> new Node());
      }
      if (ascii == null) {
        ascii = new Node[128];
      }
      if (ascii[c] == null) {
        ascii[c] = new Node();
      }
      return ascii[c];
    }
  }
}
