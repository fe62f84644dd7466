package io.mailpulse.mail.segment.cue;

import io.mailpulse.mail.segment.line.Lines;
import java.util.Arrays;

/**
 * Phrases with bits, matched without regard to case; a space stands for any run of white space. A
 * match looks no further than the longest phrase, whatever the text.
 */
public final class PhraseTrie {
  private long[] keys = new long[1 << 12];
  private int[] targets = new int[1 << 12];
  private int[] bits = new int[1 << 11];
  private int edges;
  private int nodes = 1;

  void add(String phrase, int bit) {
    int node = 0;
    for (int i = 0; i < phrase.length(); i++) {
      node = childOrNew(node, fold(phrase.charAt(i)));
    }
    bits[node] |= bit;
  }

  int match(CharSequence text, int from, int limit, int wanted) {
    int node = 0;
    int best = -1;
    int i = from;
    while (i < limit) {
      char c = text.charAt(i);
      boolean space = Lines.isSpace(c);
      node = child(node, space ? ' ' : fold(c));
      if (node < 0) {
        return best;
      }
      i++;
      while (space && i < limit && Lines.isSpace(text.charAt(i))) {
        i++;
      }
      if ((bits[node] & wanted) != 0 && isEdge(text, i, limit)) {
        best = i;
      }
    }
    return best;
  }

  int cuesOf(CharSequence text, int from, int to) {
    int node = 0;
    for (int i = from; i < to && node >= 0; i++) {
      char c = text.charAt(i);
      boolean space = Lines.isSpace(c);
      if (!space || i == from || !Lines.isSpace(text.charAt(i - 1))) {
        node = child(node, space ? ' ' : fold(c));
      }
    }
    return node < 0 ? 0 : bits[node];
  }

  static char fold(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    if (c == '\u2019' || c == '\u02bc' || c == '\u2018') {
      return '\'';
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /** A phrase ends at a word edge, except in scripts that write words without spaces. */
  private static boolean isEdge(CharSequence text, int end, int limit) {
    if (end >= limit) {
      return true;
    }
    char last = text.charAt(end - 1);
    char next = text.charAt(end);
    return !Character.isLetterOrDigit(last)
        || !Character.isLetterOrDigit(next)
        || isUnspaced(last)
        || isUnspaced(next);
  }

  public static boolean isUnspaced(char c) {
    return c >= '\u3040' && c <= '\u9fff'
        || c >= '\uac00' && c <= '\ud7a3'
        || c >= '\u0e00' && c <= '\u0e7f';
  }

  private int childOrNew(int node, char c) {
    int known = child(node, c);
    if (known >= 0) {
      return known;
    }
    if (edges * 2 >= keys.length) {
      grow();
    }
    if (nodes >= bits.length) {
      bits = Arrays.copyOf(bits, bits.length * 2);
    }
    put(key(node, c), nodes);
    edges++;
    return nodes++;
  }

  private int child(int node, char c) {
    long key = key(node, c);
    int slot = slot(key, keys.length);
    while (keys[slot] != 0) {
      if (keys[slot] == key) {
        return targets[slot];
      }
      slot = slot + 1 & keys.length - 1;
    }
    return -1;
  }

  private void put(long key, int target) {
    int slot = slot(key, keys.length);
    while (keys[slot] != 0) {
      slot = slot + 1 & keys.length - 1;
    }
    keys[slot] = key;
    targets[slot] = target;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldTargets = targets;
    keys = new long[oldKeys.length * 2];
    targets = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        put(oldKeys[i], oldTargets[i]);
      }
    }
  }

  private static long key(int node, char c) {
    return (long) node << 16 | c;
  }

  private static int slot(long key, int size) {
    long mixed = key * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 40) & size - 1;
  }
}
