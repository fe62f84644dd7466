package io.mailpulse.flink.thread;

import io.mailpulse.flink.record.Replaced;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.EmailSentiment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.MapState;

/**
 * What a thread owes while mails of it wait for the model: which those are, and which mails are to
 * be said again once they are scored, because their negativity counts them. Empty for a thread that
 * has no pending mail.
 */
final class UnsettledMails {

  /** Mails of a thread that are kept to be said again; what comes beyond keeps its negativity. */
  static final int MOST_KEPT = 1_000;

  /**
   * Pending mails that one mail can await; what awaits more keeps its negativity. Each mail has the
   * ids of those that it awaits, which without a bound is the square of a thread's pending mails.
   */
  static final int MOST_AWAITED = 100;

  private final MapState<String, UnsettledMail> state;

  UnsettledMails(MapState<String, UnsettledMail> state) {
    this.state = state;
  }

  boolean isEmpty() throws Exception {
    return state.isEmpty();
  }

  /** The oldest mail that alerts still wait for. */
  Optional<UnsettledMail> barrier(long nowMillis) throws Exception {
    UnsettledMail first = null;
    for (UnsettledMail mail : all()) {
      if (mail.isPending()
          && mail.person() == 1
          && nowMillis < mail.waitUntilMillis()
          && (first == null || first.isAfter(mail))) {
        first = mail;
      }
    }
    return Optional.ofNullable(first);
  }

  /**
   * Ids of pending mails that count in the 24 h up to an instant once they are scored; none if they
   * are too many to be awaited.
   */
  String[] awaitedAt(long atMillis) throws Exception {
    String[] ids =
        all().stream()
            .filter(mail -> mail.isPending() && mail.person() == 1)
            .filter(mail -> mail.atMillis() <= atMillis)
            .filter(mail -> mail.atMillis() > atMillis - Negativity.WINDOW.toMillis())
            .map(UnsettledMail::emailId)
            .limit(MOST_AWAITED + 1L)
            .toArray(String[]::new);
    return ids.length > MOST_AWAITED ? new String[0] : ids;
  }

  void put(UnsettledMail mail) throws Exception {
    if (mail.isPending() || all().size() < MOST_KEPT) {
      state.put(mail.emailId(), mail);
    }
  }

  /** Takes the pending mail with an id out; empty if none is pending under it. */
  Optional<UnsettledMail> take(String emailId) throws Exception {
    UnsettledMail mail = state.get(emailId);
    if (mail == null || !mail.isPending()) {
      return Optional.empty();
    }
    state.remove(emailId);
    return Optional.of(mail);
  }

  /**
   * Lets the other mails know that one is scored.
   *
   * @param emailId the mail
   * @param counts what it counts with
   * @return those that are settled by it and have another negativity than was said of them
   */
  List<ScoredMail> settle(String emailId, Negativity counts, Instant now) throws Exception {
    var restated = new ArrayList<ScoredMail>();
    for (UnsettledMail mail : all()) {
      if (Arrays.asList(mail.awaits()).contains(emailId)) {
        UnsettledMail next = mail.without(emailId, counts);
        if (next.isPending() || next.awaits().length > 0) {
          state.put(next.emailId(), next);
        } else {
          state.remove(next.emailId());
          restate(next, now).ifPresent(restated::add);
        }
      }
    }
    return restated;
  }

  private static Optional<ScoredMail> restate(UnsettledMail settled, Instant now) {
    EmailSentiment said = settled.mail().sentiment();
    ScoredMail again = ThreadRecords.withNegativity(settled.mail(), settled.negativity());
    EmailSentiment sentiment = again.sentiment();
    if (sentiment.equals(said)) {
      return Optional.empty();
    }
    Instant soonest = said.getProcessedAt().plusMillis(1);
    sentiment.setProcessedAt(now.isBefore(soonest) ? soonest : now);
    return Optional.of(
        new ScoredMail(
            again.raw(), sentiment, new Replaced(said.getModelVersion(), said.getProcessedAt())));
  }

  private List<UnsettledMail> all() throws Exception {
    var mails = new ArrayList<UnsettledMail>();
    state.values().forEach(mails::add);
    return mails;
  }
}
