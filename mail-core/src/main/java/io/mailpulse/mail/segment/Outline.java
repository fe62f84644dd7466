package io.mailpulse.mail.segment;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Separators;
import io.mailpulse.mail.segment.line.Lines;
import io.mailpulse.mail.segment.line.MarkupHints;
import io.mailpulse.mail.segment.line.NamedMarks;
import io.mailpulse.mail.segment.line.OtherMarks;
import io.mailpulse.mail.segment.line.WrappedQuotes;
import io.mailpulse.mail.segment.quote.Attributions;
import io.mailpulse.mail.segment.quote.HeaderBlock;
import io.mailpulse.mail.segment.quote.HeaderBlocks;
import io.mailpulse.mail.segment.quote.Subjects;
import io.mailpulse.mail.segment.tail.Armour;
import io.mailpulse.mail.segment.tail.Banners;
import io.mailpulse.mail.segment.tail.Endings;
import io.mailpulse.schema.SegmentKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Decides for each line whose words it holds, from the cues that the detectors found. */
final class Outline {
  private final Lines lines;
  private final boolean forwardSubject;
  private final boolean replySubject;
  private final boolean subjectUnknown;
  private final MarkupHints hints;
  private final SegmentKind[] kinds;
  private final Separators separators;
  private final HeaderBlocks headers;
  private final Attributions attributions;
  private final List<Embedded> embedded = new ArrayList<>();
  private boolean authoredAbove;
  private int firstOwn = -1;

  Outline(Lines lines, String subject, MarkupHints hints) {
    this.lines = lines;
    this.hints = hints;
    this.forwardSubject = Subjects.isForward(subject);
    this.replySubject = Subjects.isReply(subject);
    this.subjectUnknown = subject.isBlank();
    this.kinds = new SegmentKind[lines.count()];
    this.separators = new Separators(lines);
    this.headers = new HeaderBlocks(lines);
    OtherMarks.mend(lines);
    NamedMarks.mend(lines);
    WrappedQuotes.mend(lines);
    this.attributions = new Attributions(lines, headers);
    Arrays.fill(kinds, SegmentKind.AUTHORED);
    new Banners(lines).mark(kinds);
    new Armour(lines).mark(kinds);
    findEmbedded();
    new InlineAnswers(lines, hints, separators, kinds).mark(embedded);
    boolean first = !subjectUnknown && !replySubject && !forwardSubject;
    var indentedEnd = first ? Endings.IndentedEnd.OWN : Endings.IndentedEnd.EARLIER;
    new Endings(lines, hints, separators, kinds, indentedEnd).mark();
  }

  SegmentKind kind(int line) {
    return kinds[line];
  }

  List<Embedded> embedded() {
    return embedded;
  }

  private void findEmbedded() {
    int line = 0;
    while (line < lines.count()) {
      boolean empty =
          lines.isBlank(line) && lines.depth(line) == 0 || kinds[line] != SegmentKind.AUTHORED;
      int next = empty ? line + 1 : step(line);
      line = Math.max(next, line + 1);
    }
  }

  /** Looks at a line with content; returns the line to look at next. */
  private int step(int line) {
    var separator = separators.at(line);
    int afterSeparator = separator == Separators.Kind.NONE ? line : separators.endAt(line);
    if (lines.depth(line) > 0) {
      return quotedRun(line, separator);
    }
    boolean rule = separators.isRuleLine(line);
    var joined = separator == Separators.Kind.NONE ? null : headers.joinedAt(line);
    if (joined != null) {
      return open(line, line + 1, joined, null, separator);
    }
    if (separator != Separators.Kind.NONE || rule || separators.isRuledTitle(line)) {
      int first = lines.nextFilled(rule ? line + 1 : afterSeparator);
      var block = first < lines.count() ? headerNear(first) : null;
      if (block == null && separator != Separators.Kind.NONE && first < lines.count()) {
        block = headers.bareAt(first);
      }
      if (block != null) {
        return open(line, block.end(), block, null, separator);
      }
      if (separator != Separators.Kind.NONE) {
        int attribution = first < lines.count() ? attributions.endAt(first) : -1;
        if (attribution > 0) {
          return open(
              line, attribution, null, Attributions.join(lines, first, attribution), separator);
        }
        return open(line, afterSeparator, null, null, separator);
      }
    }
    var block = headers.at(line);
    if (block != null && !isPatch(block)) {
      return open(block.start(), block.end(), block, null, separator);
    }
    int attributionEnd = attributions.endAt(line);
    if (attributionEnd > 0) {
      return open(
          line, attributionEnd, null, Attributions.join(lines, line, attributionEnd), separator);
    }
    if (saysEarlierMail(line)) {
      return open(line, line, null, null, separator);
    }
    if (firstOwn < 0 && !rule) {
      firstOwn = line;
    }
    return line + 1;
  }

  /** The head of a patch names its author and is no earlier mail. */
  private boolean isPatch(HeaderBlock block) {
    String subject = block.value(Cue.SUBJECT);
    boolean marked = subject != null && subject.startsWith("[PATCH");
    int above = block.start() - 1;
    return marked && block.value(Cue.TO) == null
        || above >= 0 && lines.content(above).startsWith("From ") && lines.length(above) > 45;
  }

  /** Whether the markup alone makes this line part of an earlier mail. */
  private boolean saysEarlierMail(int line) {
    if (hints.isRest(line) || hints.isQuoted(line) || hints.isHeader(line)) {
      return true;
    }
    int next = hints.isAttribution(line) ? lines.nextFilled(line + 1) : lines.count();
    return next < lines.count() && (lines.depth(next) > 0 || hints.isIndented(next));
  }

  /** A header block at a line, or one whose names Notes wrote above the labels. */
  private HeaderBlock headerNear(int first) {
    int line = first;
    for (int filled = 0; filled < 4 && line < lines.count(); filled++) {
      var block = headers.at(line);
      if (block != null) {
        return filled == 0 || block.start() <= first || filled <= 3 ? block : null;
      }
      line = lines.nextFilled(line + 1);
      if (line >= lines.count() || line > first + 8) {
        return null;
      }
    }
    return null;
  }

  private int open(
      int start, int bodyStart, HeaderBlock header, String attribution, Separators.Kind separator) {
    int from = Math.min(start, header == null ? start : header.start());
    authoredAbove = hasAuthored(from);
    int first = lines.nextFilled(bodyStart);
    boolean quotedBelow = first < lines.count() && lines.depth(first) > lines.depth(start);
    boolean indentedBelow = first < lines.count() && hints.isIndented(first);
    boolean passedOn = isPassedOn(header, attribution, separator);
    int end;
    from = rulesAbove(from);
    if (quotedBelow && !(passedOn && header != null)) {
      end = endOfQuoted(first);
    } else if (hints.isQuoted(start)) {
      end = endOf(start, hints::isQuoted);
    } else if (indentedBelow && header == null) {
      end = endOf(first, hints::isIndented);
    } else if (hints.isForward(start)) {
      end = endOf(start, hints::isForward);
    } else if (attribution != null && !authoredAbove && !passedOn) {
      // Nothing above and nothing quoted below: what follows must be the sender's own words.
      end = bodyStart;
    } else {
      end = attribution != null && !passedOn ? nextPassedOn(bodyStart) : lines.count();
    }
    fill(from, end, passedOn ? SegmentKind.FORWARDED : SegmentKind.QUOTED);
    embedded.add(new Embedded(from, bodyStart, end, header, attribution, passedOn));
    return end;
  }

  private boolean isPassedOn(HeaderBlock header, String attribution, Separators.Kind separator) {
    if (separator == Separators.Kind.FORWARD) {
      return true;
    }
    if (header != null) {
      return forwardSubject
          || !authoredAbove && !replySubject
          || subjectUnknown && separator == Separators.Kind.NONE && namesAnotherSubject(header);
    }
    return attribution != null && forwardSubject;
  }

  /** A reply would bear the subject of the block; a mail without one that holds it passes it on. */
  private boolean namesAnotherSubject(HeaderBlock header) {
    return header.isWhole()
        && !header.value(Cue.SUBJECT).isBlank()
        && headers.isLabelled(header.start());
  }

  /**
   * Where a mail that the quote below carries along begins, or the end: in a mail without a subject
   * a block with one names another mail, whoever wrote the lines above it.
   */
  private int nextPassedOn(int from) {
    for (int line = from; subjectUnknown && line < lines.count(); line++) {
      var block = lines.depth(line) == 0 && headers.isLabelled(line) ? headers.at(line) : null;
      if (block != null && namesAnotherSubject(block)) {
        return block.start();
      }
    }
    return lines.count();
  }

  private int quotedRun(int line, Separators.Kind separator) {
    int end = endOfQuoted(line);
    boolean announced = separator != Separators.Kind.NONE || separators.announces(line);
    var header = announced ? headerIn(line, end) : headers.at(line);
    boolean passedOn =
        separator == Separators.Kind.FORWARD
            || separator == Separators.Kind.NONE && announced && header != null && header.isWhole()
            || header != null && header.start() == line && header.isWhole() && !replySubject;
    if (passedOn) {
      int bodyStart = header == null ? separators.endAt(line) : header.end();
      fill(line, end, SegmentKind.FORWARDED);
      embedded.add(new Embedded(line, bodyStart, end, header, null, true));
    } else {
      fill(line, end, SegmentKind.QUOTED);
    }
    return end;
  }

  private HeaderBlock headerIn(int line, int end) {
    int first = lines.nextFilled(separators.endAt(line));
    return first < end ? headerNear(first) : null;
  }

  /** The line after a run of quoted lines; blank lines inside belong to it. */
  private int endOfQuoted(int line) {
    int end = line;
    int at = line;
    while (at < lines.count()) {
      if (lines.depth(at) > 0) {
        end = at + 1;
      } else if (!lines.isBlank(at)) {
        break;
      }
      at++;
    }
    return end;
  }

  /** A rule right above an earlier mail belongs to it. */
  private int rulesAbove(int from) {
    int start = from;
    int line = from - 1;
    while (line >= 0 && line >= from - 3 && (lines.isBlank(line) || separators.isRuleLine(line))) {
      if (separators.isRuleLine(line)) {
        start = line;
      }
      line--;
    }
    return start;
  }

  private int endOf(int start, IntPredicate covered) {
    int end = start;
    while (end < lines.count() && covered.test(end)) {
      end++;
    }
    return end;
  }

  private boolean hasAuthored(int before) {
    return firstOwn >= 0 && firstOwn < before;
  }

  private void fill(int from, int to, SegmentKind kind) {
    for (int line = from; line < to; line++) {
      kinds[line] = kind;
    }
  }
}
