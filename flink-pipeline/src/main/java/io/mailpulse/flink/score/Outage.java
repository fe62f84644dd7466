package io.mailpulse.flink.score;

import io.mailpulse.model.Text;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a model is known to be down. From its first failure on nobody waits for it; after a pause
 * that doubles it is asked for one text that has failed, which nobody waits for either, and its
 * answer ends the outage. The texts take turns, as one of them may be what the model fails on.
 */
final class Outage {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_TEXTS = 16;

  /** Of all tasks of this JVM: one that meets only texts that fail has no such text of its own. */
  private static final AtomicReference<Text> LAST_ANSWERED = new AtomicReference<>();

  private final ArrayDeque<Text> failed = new ArrayDeque<>();
  private Duration pause = FIRST_PAUSE;
  private boolean isOn;
  private boolean takesLatest;
  private int controls;

  synchronized boolean isOn() {
    return isOn;
  }

  /**
   * Takes note of a text that failed or was not asked for.
   *
   * @return true if the outage begins with it
   */
  synchronized boolean add(Text text) {
    boolean begins = !isOn;
    isOn = true;
    // A text that comes back round after round keeps its turn.
    if (failed.size() < MOST_TEXTS && !failed.contains(text)) {
      failed.addLast(text);
    }
    return begins;
  }

  /**
   * What the model is asked for next: the latest text, as the first may have broken it, and the
   * earliest in turn, as the latest may be always the same.
   */
  synchronized Optional<Text> nextProbe() {
    takesLatest = !takesLatest;
    Text text = takesLatest ? failed.pollLast() : failed.pollFirst();
    if (text != null && takesLatest) {
      failed.addFirst(text);
    } else if (text != null) {
      failed.addLast(text);
    }
    return Optional.ofNullable(text);
  }

  /** Takes a text out that says nothing of the model: it is answered without. */
  synchronized void remove(Text text) {
    failed.remove(text);
    pause = FIRST_PAUSE;
  }

  /** Whether only one text has failed so far: then it may be the text rather than the model. */
  synchronized boolean isOfOneText() {
    return failed.size() == 1;
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
    takesLatest = false;
    pause = FIRST_PAUSE;
    failed.clear();
  }

  /** Takes note of a text that was answered. */
  static void answered(Text text) {
    LAST_ANSWERED.set(text);
  }

  /**
   * A text that is much like one that was answered, and no cache knows: its answer shows that the
   * model works. Empty if none was answered so far.
   */
  synchronized Optional<Text> control() {
    Text lastAnswered = LAST_ANSWERED.get();
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
