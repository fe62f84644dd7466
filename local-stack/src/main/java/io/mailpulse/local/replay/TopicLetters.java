package io.mailpulse.local.replay;

import io.mailpulse.connectors.kafka.KafkaSettings;
import io.mailpulse.connectors.kafka.TopicScan;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.Replay;
import io.mailpulse.schema.topic.Topics;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The letters that a filter takes and the ledger, as the topics have them by now. */
final class TopicLetters {

  private final Map<String, DeadLetter> letters = new LinkedHashMap<>();
  private final Map<String, Replay> ledger = new HashMap<>();
  private final long unreadable;

  TopicLetters(KafkaSettings kafka, LetterFilter filter) {
    var scan = new TopicScan(kafka);
    unreadable =
        scan.forEach(
            Topics.DEAD_LETTERS,
            letter -> {
              if (filter.takes(letter)) {
                letters.merge(letter.getDeadLetterId(), letter, TopicLetters::later);
              }
            });
    scan.forEach(
        Topics.REPLAYS,
        replay -> ledger.merge(replay.getDeadLetterId(), replay, TopicLetters::later));
  }

  ReplayPlan plan(ReplayedBefore before, URI landing) {
    return ReplayPlan.of(letters.values(), ledger, before, landing);
  }

  /** Records of the topic of letters that are none. */
  long unreadable() {
    return unreadable;
  }

  private static DeadLetter later(DeadLetter one, DeadLetter other) {
    return other.getProcessedAt().isBefore(one.getProcessedAt()) ? one : other;
  }

  private static Replay later(Replay one, Replay other) {
    return other.getReplayedAt().isBefore(one.getReplayedAt()) ? one : other;
  }
}
