package io.mailpulse.mail.thread;

import java.util.Arrays;

/** 64-bit hashes (FNV-1a) of ids, addresses and lines, so that state holds no text. */
final class LineHashes {

  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /** Shorter lines ("Hi all,", "thanks") are written by many. */
  private static final int SHORTEST_LINE = 20;

  private final long[] hashes;
  private int count;

  LineHashes(int most) {
    hashes = new long[most];
  }

  static long text(String text) {
    long hash = BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }

  /** Hash of {@code address} or {@code Name <address>}, whatever the case. */
  static long address(String display) {
    int open = display.lastIndexOf('<');
    int close = display.lastIndexOf('>');
    String address = open >= 0 && close > open ? display.substring(open + 1, close) : display;
    return text(address.toLowerCase(java.util.Locale.ROOT));
  }

  /** Adds the lines of a run; quote marks, blanks and punctuation do not count. */
  void addLines(String text, int start, int end) {
    long hash = BASIS;
    int length = 0;
    for (int i = start; i <= end && count < hashes.length; i++) {
      char c = i < end ? text.charAt(i) : '\n';
      if (c == '\n') {
        if (length >= SHORTEST_LINE) {
          hashes[count++] = hash;
        }
        hash = BASIS;
        length = 0;
      } else if (Character.isLetterOrDigit(c)) {
        hash = (hash ^ Character.toLowerCase(c)) * PRIME;
        length++;
      }
    }
  }

  long[] toArray() {
    return Arrays.stream(hashes, 0, count).distinct().toArray();
  }
}
