package io.mailpulse.model.tokenizer;

import java.util.Arrays;
import java.util.Map;

/**
 * Pieces of a vocabulary as a trie over UTF-16 units, its edges in one open-addressing table: the
 * longest piece at a place is found in one walk, without cutting strings.
 */
final class PieceTrie {

  static final int WORD_START = 0;
  static final int CONTINUATION = 1;
  static final int NONE = -1;

  private final long[] edges;
  private final int[] targets;
  private final int mask;
  private int[] ids = new int[1 << 12];
  private int nodes = 2;

  PieceTrie(Map<String, Integer> vocabulary) {
    int units = vocabulary.keySet().stream().mapToInt(String::length).sum();
    int capacity = Integer.highestOneBit(Math.max(16, units)) * 4;
    edges = new long[capacity];
    targets = new int[capacity];
    mask = capacity - 1;
    Arrays.fill(edges, NONE);
    Arrays.fill(ids, NONE);
    vocabulary.forEach(this::add);
  }

  private void add(String piece, int id) {
    String prefix = WordPieceSpec.CONTINUING;
    boolean continuing = piece.startsWith(prefix) && piece.length() > prefix.length();
    int node = continuing ? CONTINUATION : WORD_START;
    for (int i = continuing ? prefix.length() : 0; i < piece.length(); i++) {
      node = grow(node, piece.charAt(i));
    }
    ids[node] = id;
  }

  private int grow(int node, char c) {
    long edge = (long) node << 16 | c;
    int slot = slot(edge);
    while (edges[slot] != NONE) {
      if (edges[slot] == edge) {
        return targets[slot];
      }
      slot = slot + 1 & mask;
    }
    if (nodes == ids.length) {
      ids = Arrays.copyOf(ids, nodes * 2);
      Arrays.fill(ids, nodes, ids.length, NONE);
    }
    edges[slot] = edge;
    targets[slot] = nodes;
    return nodes++;
  }

  /** The node below; {@link #NONE} if no piece goes on like this. */
  int step(int node, char c) {
    long edge = (long) node << 16 | c;
    int slot = slot(edge);
    while (edges[slot] != edge) {
      if (edges[slot] == NONE) {
        return NONE;
      }
      slot = slot + 1 & mask;
    }
    return targets[slot];
  }

  /** Id of the piece that ends at a node; {@link #NONE} if none does. */
  int id(int node) {
    return ids[node];
  }

  private int slot(long edge) {
    long mixed = edge * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & mask;
  }
}
