package io.mailpulse.mail.redact.number;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Surroundings;
import io.mailpulse.mail.redact.word.WordTable;

/** Social security numbers of the United States: 3-2-4, or nine digits beside their name. */
public final class SocialSecurity {

  private final WordTable words;

  public SocialSecurity(WordTable words) {
    this.words = words;
  }

  /** Looks for a number in the first groups of a run; returns its end or -1. */
  public int find(NumberRun run, Findings out) {
    int groups = run.hasShape(3, 2, 4) ? 3 : 1;
    if (run.digits(groups) != 9
        || run.hasPlus()
        || !isIssued(run)
        || groups == 3 && !"- .".contains(String.valueOf(run.separator(0)))
        || Letters.isWordPartAt(run.text(), run.start(0) - 1)
        || Letters.continuesAt(run.text(), run.end(groups - 1))
        || groups < run.groups() && run.separator(groups - 1) == '-') {
      return -1;
    }
    boolean hyphens = groups == 3 && run.separator(0) == '-';
    if (!hyphens && !Surroundings.before(run.text(), run.start(0), words)) {
      return -1;
    }
    int end = run.end(groups - 1);
    out.add(run.start(0), end, PiiType.US_SSN, run.digitsOf(groups));
    return end;
  }

  private static boolean isIssued(NumberRun run) {
    String digits = run.digitsOf(run.digits(1) == 9 ? 1 : 3);
    String area = digits.substring(0, 3);
    return !area.equals("000")
        && !area.equals("666")
        && digits.charAt(0) != '9'
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000");
  }
}
