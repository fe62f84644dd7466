package io.mailpulse.local.find;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.ThreadSnapshot;
import java.util.List;
import java.util.Map;

/**
 * What the topics hold.
 *
 * @param raws every record of {@code emails.raw.v1}, one per arrival and id, in arrival order
 * @param sentiments the latest score of each mail by its id
 * @param alerts one per alert id, by event time
 * @param snapshots the last state of each thread by its id
 * @param aggregates the last state of each window by its id
 * @param deadLetters one per dead letter id
 */
public record TopicContents(
    List<EmailRaw> raws,
    Map<String, EmailSentiment> sentiments,
    List<EmailAlert> alerts,
    Map<String, ThreadSnapshot> snapshots,
    Map<String, MoodAggregate> aggregates,
    List<DeadLetter> deadLetters) {

  /** The thread that holds the mails of a thread by now: itself, unless it was merged. */
  public String threadHolding(String threadId) {
    String holding = threadId;
    // Merges never lead back, but what was read of a topic may be of different ages.
    for (int steps = 0; steps < snapshots.size(); steps++) {
      ThreadSnapshot snapshot = snapshots.get(holding);
      if (snapshot == null || snapshot.getMergedInto() == null) {
        break;
      }
      holding = snapshot.getMergedInto();
    }
    return holding;
  }
}
