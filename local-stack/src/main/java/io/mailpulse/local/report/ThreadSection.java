package io.mailpulse.local.report;

import io.mailpulse.local.find.ThreadCourse;
import io.mailpulse.model.MailScoring;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.Evidence;
import io.mailpulse.schema.RedactedMail;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The hottest threads: their course, and on demand what was written and which sentences decided.
 */
final class ThreadSection {

  private static final int MOST_THREADS = 12;
  private static final int MOST_MAILS = 20;
  private static final int MOST_CHARACTERS = 1_200;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Html html;
  private final Charts charts;

  ThreadSection(Html html, Charts charts) {
    this.html = html;
    this.charts = charts;
  }

  void write(List<ThreadCourse> threads) {
    List<ThreadCourse> hot =
        threads.stream().filter(thread -> thread.heat() > 0).limit(MOST_THREADS).toList();
    html.open("section").element("h2", "Hottest threads");
    html.element(
        "p",
        "Heat is the sum of the confidences of a thread's negative mails from people. Each dot is a"
            + " mail, from polarity -1 at the bottom to +1 at the top.",
        "class",
        "note");
    if (hot.isEmpty()) {
      html.element("p", "No thread holds a negative mail from a person.");
    }
    hot.forEach(this::thread);
    html.close();
  }

  private void thread(ThreadCourse thread) {
    html.open("details", "class", "thread").open("summary");
    html.open("div", "class", "subject")
        .element("strong", thread.subject().isBlank() ? "(no subject)" : thread.subject())
        .element(
            "span",
            "%d %s, heat %.1f, negativity up to %.0f %% in 24 h"
                .formatted(
                    thread.mails().size(),
                    thread.mails().size() == 1 ? "mail" : "mails",
                    thread.heat(),
                    100 * thread.peakNegRate()),
            "class",
            "note")
        .close();
    charts.course(thread);
    html.close();
    thread.mails().stream().limit(MOST_MAILS).forEach(this::mail);
    html.close();
  }

  private void mail(ThreadCourse.Mail mail) {
    EmailSentiment score = mail.score();
    html.open("article");
    html.open("header")
        .element("span", score.getLabel(), "class", "badge bg-" + score.getLabel())
        .element("span", String.format(Locale.ROOT, "%.0f %%", 100 * score.getConfidence()))
        .element("span", TIME.format(score.getCreatedAt()))
        .element("span", mail.raw().getFrom())
        .element("span", score.getLanguage() + ", " + score.getMailKind(), "class", "note")
        .close();
    html.open("p", "class", "words", "dir", "auto");
    words(MailScoring.textOf(RedactedMail.of(mail.raw())).text().toString(), score.getEvidence());
    html.close().close();
  }

  /** The text with the sentences that decided marked; offsets that do not fit mark nothing. */
  private void words(String text, List<Evidence> evidence) {
    int end = Math.min(text.length(), MOST_CHARACTERS);
    int done = 0;
    for (Evidence span :
        evidence.stream().sorted(Comparator.comparingInt(Evidence::getStart)).toList()) {
      if (span.getStart() < done || span.getEnd() > end || span.getStart() >= span.getEnd()) {
        continue;
      }
      html.text(text.substring(done, span.getStart()))
          .element(
              "mark",
              text.substring(span.getStart(), span.getEnd()),
              "class",
              span.getPolarity() < 0 ? "against" : "for",
              "title",
              String.format(Locale.ROOT, "polarity %.2f", span.getPolarity()));
      done = span.getEnd();
    }
    html.text(text.substring(done, end));
    if (end < text.length()) {
      html.element("span", " .. " + (text.length() - end) + " more characters", "class", "note");
    }
  }
}
