package io.mailpulse.mail.language;

/** Hash of a run of letters, built from its last letter to its first. */
final class NgramHash {

  static final long EMPTY = 0x9E3779B97F4A7C15L;

  private static final long FACTOR = 0xD6E8FEB86659FD93L;
  private static final int FOLD = 32;

  private NgramHash() {}

  /** The hash of a run that begins with one letter more. */
  static long prepend(long hash, char letter) {
    long mixed = (hash ^ letter) * FACTOR;
    return mixed ^ mixed >>> FOLD;
  }

  static long of(String run) {
    long hash = EMPTY;
    for (int i = run.length() - 1; i >= 0; i--) {
      hash = prepend(hash, run.charAt(i));
    }
    return hash;
  }
}
