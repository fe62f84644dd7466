package io.mailpulse.local.report;

import io.mailpulse.local.find.ThreadCourse;
import io.mailpulse.model.MailScoring;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.RedactedMail;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A hot thread: its course, and on demand what was written and which sentences decided.
 *
 * @param subject of its first mail, or that there is none
 * @param note heat and peak in words
 * @param course its dots
 * @param mails the first of them
 */
record ThreadView(String subject, String note, CourseChart course, List<MailView> mails) {

  private static final int MOST_THREADS = 12;
  private static final int MOST_MAILS = 20;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** A mail with its score. */
  record MailView(
      String label, String confidence, String time, String from, String about, MarkedText words) {

    static MailView of(ThreadCourse.Mail mail) {
      EmailSentiment score = mail.score();
      String text = MailScoring.textOf(RedactedMail.of(mail.raw())).text().toString();
      return new MailView(
          score.getLabel(),
          String.format(Locale.ROOT, "%.0f %%", 100 * score.getConfidence()),
          TIME.format(score.getCreatedAt()),
          mail.raw().getFrom(),
          score.getLanguage() + ", " + score.getMailKind(),
          MarkedText.of(text, score.getEvidence()));
    }
  }

  /** The hottest, in the order given. */
  static List<ThreadView> hottest(List<ThreadCourse> threads) {
    return threads.stream()
        .filter(thread -> thread.heat() > 0)
        .limit(MOST_THREADS)
        .map(ThreadView::of)
        .toList();
  }

  private static ThreadView of(ThreadCourse thread) {
    int mails = thread.mails().size();
    return new ThreadView(
        thread.subject().isBlank() ? "(no subject)" : thread.subject(),
        "%d %s, heat %.1f, negativity up to %.0f %% in 24 h"
            .formatted(
                mails, mails == 1 ? "mail" : "mails", thread.heat(), 100 * thread.peakNegRate()),
        CourseChart.of(thread),
        thread.mails().stream().limit(MOST_MAILS).map(MailView::of).toList());
  }
}
