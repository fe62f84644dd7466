package io.mailpulse.local.replay;

import io.mailpulse.connectors.kafka.KafkaSettings;
import io.mailpulse.connectors.kafka.TopicTransactions;
import io.mailpulse.local.LocalStackException;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.Replay;
import io.mailpulse.schema.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Feeds the mails of dead letters again. A mail and its entry in the ledger are written in one
 * transaction, and of two replays at once the one that started first is stopped: no letter is
 * replayed twice.
 */
public final class Replayer {

  private static final String WRITER = "replay";

  private final KafkaSettings kafka;
  private final URI landing;
  private final Clock clock;
  private final Pace pace;

  /**
   * A replay of a configured broker and landing.
   *
   * @param clock stamps the ledger
   * @param pace waits between mails
   */
  public Replayer(KafkaSettings kafka, URI landing, Clock clock, Pace pace) {
    this.kafka = kafka;
    this.landing = landing;
    this.clock = clock;
    this.pace = pace;
  }

  /** What {@link #replay} would do by now; nothing is written. */
  public ReplaySummary preview(LetterFilter filter, ReplayedBefore before) {
    var letters = new TopicLetters(kafka, filter);
    return ReplaySummary.of(letters.plan(before, landing), letters.unreadable());
  }

  /**
   * Feeds the mails of all letters that a filter takes.
   *
   * @throws LocalStackException if the broker does not take them, or another replay has started
   */
  public ReplaySummary replay(LetterFilter filter, ReplayedBefore before) {
    try (var writer = new TopicTransactions(kafka, WRITER)) {
      // Read after earlier writers are fenced: nothing is added to the ledger meanwhile.
      var letters = new TopicLetters(kafka, filter);
      ReplayPlan plan = letters.plan(before, landing);
      feed(plan.mails(), writer);
      return ReplaySummary.of(plan, letters.unreadable());
    } catch (ProducerFencedException e) {
      throw new LocalStackException(
          "another replay has started and goes on from here: this one stopped", e);
    } catch (KafkaException e) {
      throw new LocalStackException("the broker did not take a mail: " + e.getMessage(), e);
    }
  }

  private void feed(List<List<DeadLetter>> mails, TopicTransactions writer) {
    for (int from = 0; from < mails.size(); from += pace.atOnce()) {
      List<List<DeadLetter>> next =
          mails.subList(from, Math.min(from + pace.atOnce(), mails.size()));
      writer.begin();
      for (List<DeadLetter> letters : next) {
        writer.send(Topics.MIME, ReplayedMail.of(letters));
        letters.forEach(letter -> writer.send(Topics.REPLAYS, entry(letter)));
      }
      writer.commit();
      pace.after(next.size());
    }
  }

  private Replay entry(DeadLetter letter) {
    return Replay.newBuilder()
        .setDeadLetterId(letter.getDeadLetterId())
        .setTenantId(letter.getTenantId())
        .setLetterProcessedAt(letter.getProcessedAt())
        .setReplayedAt(clock.instant())
        .build();
  }
}
