package io.mailpulse.flink.score;

import io.mailpulse.model.Text;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Whether a model is known to be down. From its first failure on nobody waits for it; after a pause
 * that doubles it is asked for one text that has failed, which nobody waits for either, and its
 * answer ends the outage. The texts take turns, as one of them may be what the model fails on.
 */
final class Outage {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_TEXTS = 16;

  private final ArrayDeque<Text> failed = new ArrayDeque<>();
  private Duration pause = FIRST_PAUSE;
  private boolean isOn;
  private int controls;
  private Text lastAnswered;

  synchronized boolean isOn() {
    return isOn;
  }

  /**
   * Takes note of a failed text.
   *
   * @return true if the outage begins with it
   */
  synchronized boolean add(Text text) {
    boolean begins = !isOn;
    isOn = true;
    if (failed.size() == MOST_TEXTS) {
      failed.removeFirst();
    }
    failed.addLast(text);
    return begins;
  }

  /** What the model is asked for next: the latest first, as the first may have broken it. */
  synchronized Text nextProbe() {
    Text text = failed.removeLast();
    failed.addFirst(text);
    return text;
  }

  /** Whether only one text has failed so far: then it may be the text rather than the model. */
  synchronized boolean isOfOneText() {
    return failed.stream().map(Text::text).distinct().count() == 1;
  }

  /** The time to wait before the model is asked; the next one is twice as long. */
  synchronized Duration nextPause() {
    Duration next = pause;
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    return next;
  }

  synchronized void ends() {
    isOn = false;
    pause = FIRST_PAUSE;
    failed.clear();
  }

  /** Takes note of a text that was answered. */
  synchronized void answered(Text text) {
    lastAnswered = text;
  }

  /**
   * A text that is much like one that was answered, and no cache knows: its answer shows that the
   * model works. Empty if none was answered so far.
   */
  synchronized Optional<Text> control() {
    if (lastAnswered == null) {
      return Optional.empty();
    }
    controls++;
    int length = lastAnswered.text().length();
    int part = Math.max(1, length - 1 - controls % Math.max(1, length / 2));
    return Optional.of(
        new Text(
            lastAnswered.text().slice(0, Math.min(part, length)),
            lastAnswered.language(),
            lastAnswered.tenantId()));
  }
}
