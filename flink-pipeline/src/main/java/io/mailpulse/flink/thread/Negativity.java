package io.mailpulse.flink.thread;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Share of negative among the scored person mails of a window of 24 hours that includes its last
 * instant and not its first.
 *
 * @param negative negative mails
 * @param volume all of them
 */
record Negativity(int negative, int volume) {

  /** Length of the window. */
  static final Duration WINDOW = Duration.ofHours(24);

  /** Of no mail. */
  static final Negativity NONE = new Negativity(0, 0);

  private static final long WINDOW_MILLIS = WINDOW.toMillis();

  /** Negativity of the mails up to and including an instant, given in any order. */
  static Negativity at(Iterable<MoodEntry> entries, long atMillis) {
    int negative = 0;
    int volume = 0;
    for (MoodEntry entry : entries) {
      if (entry.atMillis() <= atMillis && isInWindow(entry, atMillis)) {
        volume++;
        negative += entry.negative();
      }
    }
    return new Negativity(negative, volume);
  }

  static boolean isInWindow(MoodEntry entry, long lastMillis) {
    return entry.atMillis() > lastMillis - WINDOW_MILLIS;
  }

  /** This window with more mails. */
  Negativity plus(Negativity more) {
    return new Negativity(negative + more.negative, volume + more.volume);
  }

  /** This window without its last mail. */
  Negativity without(MoodEntry last) {
    return new Negativity(negative - last.negative(), volume - 1);
  }

  /** 0 to 1; empty if nothing was scored. */
  OptionalDouble rate() {
    return volume == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) negative / volume);
  }
}
