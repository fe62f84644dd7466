package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.line.Lines;

/** What the subject of the mail itself says: reply, passed on, or neither. */
public final class Subjects {
  private Subjects() {}

  /** Whether the subject begins with the prefix of a mail passed on. */
  public static boolean isForward(String subject) {
    return prefixEnd(subject, Cue.FORWARD_PREFIX) > 0;
  }

  /** Whether the subject begins with the prefix of a reply. */
  public static boolean isReply(String subject) {
    return prefixEnd(subject, Cue.REPLY_PREFIX) > 0;
  }

  /** The subject without the prefix of a mail passed on. */
  public static String withoutForward(String subject) {
    int end = prefixEnd(subject, Cue.FORWARD_PREFIX);
    return (end > 0 ? subject.substring(end) : subject).strip();
  }

  private static int prefixEnd(String subject, Cue cue) {
    int from = 0;
    while (from < subject.length() && Lines.isSpace(subject.charAt(from))) {
      from++;
    }
    int end = Lexicon.get().match(subject, from, subject.length(), cue.bit());
    while (end > 0 && end < subject.length() && Lines.isSpace(subject.charAt(end))) {
      end++;
    }
    boolean colon =
        end > 0
            && end < subject.length()
            && (subject.charAt(end) == ':' || subject.charAt(end) == '：');
    return colon ? end + 1 : -1;
  }
}
