package io.mailpulse.mail.segment;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.line.Lines;
import io.mailpulse.mail.segment.line.MarkupHints;
import io.mailpulse.mail.segment.quote.AttributionParts;
import io.mailpulse.mail.segment.quote.Mailboxes;
import io.mailpulse.mail.segment.quote.Subjects;
import java.util.ArrayList;
import java.util.List;

/** Reads the mails passed on in a body, the outermost first, down to a fixed depth. */
final class Forwards {
  private static final int DEEPEST = 16;

  private Forwards() {}

  static List<ForwardedMail> read(Lines lines, Outline outline, String subject) {
    var found = new ArrayList<ForwardedMail>();
    read(lines, outline, subject, found, 1);
    return found;
  }

  private static void read(
      Lines lines, Outline outline, String subject, List<ForwardedMail> found, int deep) {
    for (var mail : outline.embedded()) {
      if (mail.passedOn()) {
        var forwarded = forwarded(lines, mail, subject);
        found.add(forwarded);
        if (deep < DEEPEST && !forwarded.body().isEmpty()) {
          var inner = new Lines(forwarded.body());
          read(inner, new Outline(inner, "", MarkupHints.none()), "", found, deep + 1);
        }
      }
    }
  }

  private static ForwardedMail forwarded(Lines lines, Embedded mail, String subject) {
    String body = body(lines, mail);
    if (mail.header() != null) {
      var header = mail.header();
      return new ForwardedMail(
          Mailboxes.one(header.value(Cue.FROM)),
          Mailboxes.list(header.value(Cue.TO)),
          Mailboxes.list(header.value(Cue.CC)),
          header.value(Cue.SUBJECT),
          header.value(Cue.DATE),
          body);
    }
    String own = subject.isEmpty() ? null : Subjects.withoutForward(subject);
    if (mail.attribution() != null) {
      var parts = AttributionParts.of(mail.attribution());
      return new ForwardedMail(parts.from(), List.of(), List.of(), own, parts.date(), body);
    }
    return new ForwardedMail(null, List.of(), List.of(), own, null, body);
  }

  /** The text below the header without the quote marks that its first line carries. */
  private static String body(Lines lines, Embedded mail) {
    int first = lines.nextFilled(mail.bodyStart());
    int depth = first < mail.end() ? lines.depth(first) : 0;
    var body = new StringBuilder();
    for (int line = mail.bodyStart(); line < mail.end(); line++) {
      body.append(lines.withoutMarks(line, depth)).append('\n');
    }
    return body.toString().strip();
  }
}
