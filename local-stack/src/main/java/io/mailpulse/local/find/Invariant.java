package io.mailpulse.local.find;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.UnknownReason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * No mail is lost: what went in holds against what came out, each counted from its own records.
 *
 * @param in mails that were sent to the pipeline
 * @param attached further mails that were found attached to those
 * @param scored mails with a label
 * @param unknown mails that the model abstained on, with a reason
 * @param duplicates arrivals of a mail that had arrived before
 * @param deadLettered mails that a stage gave up on
 * @param pending mails that wait for the model, or that nothing is known of yet
 * @param unheard sources that were sent and of which no record speaks
 */
public record Invariant(
    long in,
    long attached,
    long scored,
    long unknown,
    long duplicates,
    long deadLettered,
    long pending,
    List<String> unheard) {

  /** Counts a run. */
  public static Invariant of(List<String> sources, TopicContents findings) {
    Set<String> ids = new HashSet<>();
    Set<String> heard = new HashSet<>();
    long attached = 0;
    long duplicates = 0;
    for (EmailRaw raw : findings.raws()) {
      heard.add(raw.getSource());
      attached += raw.getParentEmailId() == null ? 0 : 1;
      duplicates += ids.add(raw.getEmailId()) ? 0 : 1;
    }
    Set<String> givenUp = new HashSet<>();
    long unread = 0;
    for (DeadLetter letter : findings.deadLetters()) {
      heard.add(letter.getSource());
      if (letter.getEmailId() == null) {
        unread++;
      } else if (ids.contains(letter.getEmailId())
          && !findings.sentiments().containsKey(letter.getEmailId())) {
        givenUp.add(letter.getEmailId());
      }
    }
    long waiting = findings.sentiments().values().stream().filter(Invariant::isPending).count();
    long unknown =
        findings.sentiments().values().stream()
                .filter(score -> score.getLabel().equals(SentimentLabel.UNKNOWN.wireName()))
                .count()
            - waiting;
    long answered = findings.sentiments().size() - waiting;
    return new Invariant(
        sources.size(),
        attached,
        answered - unknown,
        unknown,
        duplicates,
        unread + givenUp.size(),
        waiting
            + ids.stream()
                .filter(id -> !findings.sentiments().containsKey(id) && !givenUp.contains(id))
                .count(),
        sources.stream().filter(source -> !heard.contains(source)).toList());
  }

  private static boolean isPending(EmailSentiment score) {
    return UnknownReason.PENDING.wireName().equals(score.getUnknownReason());
  }

  /** True if nothing is pending and the sums agree. */
  public boolean holds() {
    return unheard.isEmpty()
        && pending == 0
        && in + attached == scored + unknown + duplicates + deadLettered;
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "in %d%s = scored %d + unknown %d + duplicates %d + dead-lettered %d + pending %d%s"
        .formatted(
            in,
            attached == 0 ? "" : " + attached " + attached,
            scored,
            unknown,
            duplicates,
            deadLettered,
            pending,
            holds() ? "" : "  DOES NOT HOLD, unheard of: " + unheard.size());
  }
}
