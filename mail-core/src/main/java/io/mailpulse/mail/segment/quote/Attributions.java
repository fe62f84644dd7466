package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Scan;
import io.mailpulse.mail.segment.line.Lines;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the lines that say who wrote what is quoted below ("On Monday, A wrote:"). Each candidate
 * of up to five lines is weighed: a date, a time, an address, a word for writing, a colon and a
 * quote below speak for it, words of ordinary prose against.
 */
public final class Attributions {
  private static final int MOST_LINES = 5;
  private static final int LONGEST = 500;
  private static final int LONGEST_MOMENT = 40;
  private static final double ENOUGH = 5.0;

  private final Lines lines;
  private final HeaderBlocks headers;
  private final Map<Integer, Integer> endByStart = new HashMap<>();

  public Attributions(Lines lines, HeaderBlocks headers) {
    this.lines = lines;
    this.headers = headers;
    int from = 0;
    for (int line = 0; line < lines.count(); line++) {
      if (isPreview(line)) {
        endByStart.put(line, line + 1);
        from = line + 1;
      } else if (!lines.isBlank(line) && mayEnd(line) && !headers.isLabelled(line)) {
        int start = bestStart(from, line);
        if (start >= 0) {
          endByStart.put(start, line + 1);
          from = line + 1;
        }
      }
    }
  }

  /** The line after the attribution that begins at a line, or -1. */
  public int endAt(int line) {
    return endByStart.getOrDefault(line, -1);
  }

  /** Text of an attribution without quote marks. */
  public static String join(Lines lines, int from, int to) {
    var joined = new StringBuilder();
    for (int line = from; line < to; line++) {
      if (!joined.isEmpty()) {
        joined.append(' ');
      }
      joined.append(lines.content(line));
    }
    return joined.toString();
  }

  /** Notes begins an answer so: "Ada Lorenz ---03/04/2025 10:15:22 AM---The first words". */
  private boolean isPreview(int line) {
    String content = lines.isBlank(line) || lines.length(line) > LONGEST ? "" : lines.content(line);
    int open = content.indexOf("---");
    int close = open > 0 ? content.indexOf("---", open + 3) : -1;
    if (close < 0 || close - open > LONGEST_MOMENT) {
      return false;
    }
    var scan = Scan.of(content.substring(open + 3, close));
    return scan.hasNumericDate() && scan.hasTime() && scan.firstMoment() == 0;
  }

  private boolean mayEnd(int line) {
    int length = lines.length(line);
    if (length > LONGEST) {
      return false;
    }
    char last = lines.last(line);
    if (last == ':' || last == '：' || last == '-' || last == '>' || isQuoted(line)) {
      return true;
    }
    char first = lines.first(line);
    return first >= '0' && first <= '9' || Scan.of(lines.content(line)).endsWithWrote();
  }

  /** Whether what comes next is quoted deeper than this line. */
  private boolean isQuoted(int line) {
    int next = lines.nextFilled(line + 1);
    return next < lines.count() && next <= line + 3 && lines.depth(next) > lines.depth(line);
  }

  private int bestStart(int from, int end) {
    double best = ENOUGH;
    int bestStart = -1;
    int length = 0;
    double opening = 0;
    for (int start = end; start >= from && start > end - MOST_LINES; start--) {
      if (lines.isBlank(start)
          || lines.depth(start) != lines.depth(end)
          || headers.isLabelled(start)) {
        break;
      }
      length += lines.length(start);
      if (length > LONGEST) {
        break;
      }
      var scan = Scan.of(strip(join(lines, start, end + 1)));
      // What a shorter candidate opened with still stands in the longer one.
      opening = Math.max(opening, opening(scan));
      double score = score(scan, start, end) + opening;
      if (score >= best) {
        // A line more must bring a cue with it, or it is the sender's last line.
        best = score + 0.9;
        bestStart = start;
      }
    }
    return bestStart;
  }

  private static double opening(Scan scan) {
    return (scan.opensWithOn() ? 1 : 0) + (isStamp(scan) ? 1 : 0);
  }

  /** Whether it begins with the moment: "04.03.2025 10:15, Ada". */
  private static boolean isStamp(Scan scan) {
    return scan.hasNumericDate() && scan.hasTime() && scan.firstMoment() <= 1;
  }

  /** Whether it names moment and address, the address last, and hardly a word more. */
  private static boolean isVerbless(Scan scan) {
    boolean moment = scan.hasTime() && scan.opensWithOn() || scan.firstMoment() == 0;
    return moment && scan.hasDate() && scan.endsWithAddress() && scan.plainWords() <= 1;
  }

  private double score(Scan scan, int start, int end) {
    boolean colon = scan.endsWithColon();
    boolean quoted = isQuoted(end);
    boolean stamp = isStamp(scan);
    boolean verbless = isVerbless(scan);
    boolean closed = colon || scan.endsWithWrote() || quoted || stamp || verbless;
    boolean named =
        scan.saysWrote() || scan.hasAddress() || quoted && colon || stamp && scan.hasZone();
    if (!closed || !named) {
      return 0;
    }
    double score = verbless ? 1.5 : 0;
    score += scan.saysWrote() ? 1.5 : 0;
    score += scan.endsWithWrote() ? 1.5 : 0;
    score += scan.hasDate() ? 2 : 0;
    score += scan.hasTime() ? 1 : 0;
    score += scan.hasZone() ? 1 : 0;
    score += scan.hasWeekday() ? 0.5 : 0;
    score += scan.hasAddress() ? 1.5 : 0;
    score += colon ? 1 : 0;
    score += quoted ? 2.5 : 0;
    score += quoted && colon && scan.saysWrote() ? 0.8 : 0;
    score -= scan.hasDate() || scan.hasAddress() ? 0 : 1.5;
    // A nickname in small letters is no prose.
    score -= 0.7 * Math.max(0, scan.plainWords() - (quoted ? 1 : 0));
    score -= 0.35 * (end - start);
    score += start == 0 || lines.isBlank(start - 1) ? 0.3 : 0;
    return score;
  }

  /** Zoho writes its attribution between dashes. */
  private static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to
        && (text.charAt(from) == '-' || text.charAt(from) == ' ' || text.charAt(from) == '*')) {
      from++;
    }
    while (to > from
        && (text.charAt(to - 1) == '-'
            || text.charAt(to - 1) == ' '
            || text.charAt(to - 1) == '*')) {
      to--;
    }
    return text.substring(from, to);
  }
}
