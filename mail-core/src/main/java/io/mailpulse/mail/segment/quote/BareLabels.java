package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.line.Lines;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads header lines without colons, as eM Client writes them under its separator: "From "Ada"
 * &lt;ada@example.org&gt;". Three of them in a row are needed, for any one is a sentence.
 */
final class BareLabels {
  private static final int LABELS =
      Cue.FROM.bit() | Cue.TO.bit() | Cue.CC.bit() | Cue.DATE.bit() | Cue.SUBJECT.bit();
  private static final Cue[] PREFERENCE = {Cue.FROM, Cue.DATE, Cue.TO, Cue.CC, Cue.SUBJECT};

  private final Lines lines;

  BareLabels(Lines lines) {
    this.lines = lines;
  }

  /** The block that begins at a line under a separator, or null. */
  HeaderBlock at(int start) {
    var values = new EnumMap<Cue, String>(Cue.class);
    int line = start;
    while (line < lines.count() && !lines.isBlank(line) && take(line, values)) {
      line++;
    }
    boolean block =
        values.size() >= 3
            && values.containsKey(Cue.FROM)
            && values.get(Cue.FROM).indexOf('@') >= 0
            && values.containsKey(Cue.TO);
    return block ? new HeaderBlock(start, line, values) : null;
  }

  private boolean take(int line, Map<Cue, String> values) {
    String text = lines.text();
    int from = lines.contentStart(line);
    int limit = lines.contentEnd(line);
    int end = Lexicon.get().match(text, from, limit, LABELS);
    if (end < 0 || end < limit && !Lines.isSpace(text.charAt(end))) {
      return false;
    }
    int cues = Lexicon.get().cuesOf(text, from, end);
    for (Cue cue : PREFERENCE) {
      if ((cues & cue.bit()) != 0 && !values.containsKey(cue)) {
        values.put(cue, text.substring(end, limit).strip());
        return true;
      }
    }
    return false;
  }
}
