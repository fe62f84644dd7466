package io.mailpulse.model.aspect;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds which aspects of one list a sentence mentions. Synonyms of the sentence's language and
 * those for every language stand in one trie that is walked from the start of each word; time is
 * linear in the sentence, as synonyms are short. Thread-safe.
 */
public final class AspectFinder {

  private final List<String> names;
  private final AspectList list;
  private final Map<String, Node> byLanguage = new ConcurrentHashMap<>();

  /** A finder over a list. */
  public AspectFinder(AspectList list) {
    this.list = list;
    this.names = List.copyOf(new TreeMap<>(list.aspects()).keySet());
    build("");
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
    Node root = byLanguage.get(language);
    if (root == null) {
      root = byLanguage.computeIfAbsent(known(language), this::build);
    }
    String text = sentence.toLowerCase(Locale.ROOT);
    long found = 0;
    for (int i = 0; i < text.length(); i++) {
      // The first step of the walk sorts out most places for less than a look at the character
      // before.
      if (root.next(text.charAt(i)) != null && startsHere(text, i)) {
        found |= walk(root, text, i);
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
      if (node.words != 0 && endsHere(text, i + 1)) {
        found |= node.words;
      }
    }
    return found;
  }

  private static boolean startsHere(String text, int at) {
    char c = text.charAt(at);
    return c != ' ' && (at == 0 || isDense(c) || !Character.isLetterOrDigit(text.charAt(at - 1)));
  }

  private static boolean endsHere(String text, int end) {
    return end == text.length()
        || isDense(text.charAt(end - 1))
        || !Character.isLetterOrDigit(text.charAt(end - 1))
        || !Character.isLetterOrDigit(text.charAt(end));
  }

  /** Scripts without spaces between words, and Korean, whose particles stick to them. */
  private static boolean isDense(char c) {
    return c >= 0x0E00
        && (c < 0x0F00
            || c >= 0x3040 && c < 0x3100
            || c >= 0x3400 && c < 0xA000
            || c >= 0xAC00 && c < 0xD7B0);
  }

  /** The language itself if the list has synonyms for it; empty for all languages. */
  private String known(String language) {
    boolean listed =
        list.aspects().values().stream().anyMatch(synonyms -> synonyms.containsKey(language));
    return listed ? language : "";
  }

  private Node build(String language) {
    var root = new Node();
    for (int i = 0; i < names.size(); i++) {
      int bit = i;
      list.aspects()
          .get(names.get(i))
          .forEach(
              (code, synonyms) -> {
                if (language.isEmpty() || code.equals(language) || code.equals(AspectList.ANY)) {
                  synonyms.forEach(synonym -> add(root, synonym, bit));
                }
              });
    }
    return root;
  }

  private static void add(Node root, String synonym, int bit) {
    boolean prefix = synonym.endsWith("*");
    String text =
        (prefix ? synonym.substring(0, synonym.length() - 1) : synonym).toLowerCase(Locale.ROOT);
    Node node = root;
    for (int i = 0; i < text.length(); i++) {
      node = node.grow(text.charAt(i));
    }
    if (prefix) {
      node.prefixes |= 1L << bit;
    } else {
      node.words |= 1L << bit;
    }
  }

  private static final class Node {

    private final Map<Character, Node> others = new HashMap<>(4);
    private final Node[] ascii = new Node[128];
    private long words;
    private long prefixes;

    Node next(char c) {
      return c < 128 ? ascii[c] : others.get(c);
    }

    Node grow(char c) {
      if (c >= 128) {
        return others.computeIfAbsent(c, key -> new Node());
      }
      if (ascii[c] == null) {
        ascii[c] = new Node();
      }
      return ascii[c];
    }
  }
}
