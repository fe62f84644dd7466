package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.word.NameLists;
import io.mailpulse.mail.redact.word.Vocabulary;

/** Korean names: a surname of the list and one or two syllables, told by what follows them. */
final class KoreanNames implements CaselessNames.LineFinder {

  private final NameLists surnames;
  private final NameLists suffixes;
  private final NameLists introductions;
  private final NameLists cues;
  private final NameLists closings;
  private final NameLists blocked;
  private String text;

  KoreanNames(Vocabulary vocabulary) {
    surnames = vocabulary.names("ko-surname");
    suffixes = vocabulary.names("ko-suffix");
    introductions = vocabulary.names("ko-introduction");
    cues = vocabulary.names("ko-cue");
    closings = vocabulary.names("ko-closing");
    blocked = vocabulary.names("ko-blocked");
  }

  @Override
  public boolean begin(String source, boolean kana) {
    text = source;
    return true;
  }

  @Override
  public boolean find(TextLine line, boolean afterClosing, CaselessNames.NameSink sink) {
    boolean alone = afterClosing || line.last();
    if (alone && line.length() == 3 && isName(line.start(), line.end())) {
      sink.name(line.start(), line.end());
    }
    boolean cue = true; // the first word of a line may introduce
    int i = line.start();
    while (i < line.end()) {
      if (!isHangul(i)) {
        cue |= text.charAt(i) == ',' || text.charAt(i) == '.' || text.charAt(i) == ':';
        i++;
        continue;
      }
      int end = i;
      while (end < line.end() && isHangul(end)) {
        end++;
      }
      word(i, end, cue, sink);
      cue = cues.holds(text.substring(i, end));
      i = end;
    }
    return closings.isIn(text, line.start(), line.end());
  }

  /** The name at the start of a word, if what follows says that it is one. */
  private void word(int start, int end, boolean cue, CaselessNames.NameSink sink) {
    for (int length = 4; length >= 2; length--) {
      int after = start + length;
      if (after > end || !isName(start, after)) {
        continue;
      }
      int next = after < text.length() && text.charAt(after) == ' ' ? after + 1 : after;
      boolean titled =
          suffixes.lengthAt(text, next) > 0
              && isWhole(next + suffixes.lengthAt(text, next))
              && (length > 2 || next > after);
      boolean introduced = cue && length > 2 && introductions.lengthAt(text, after) > 0;
      if (titled || introduced) {
        sink.name(start, after);
        return;
      }
    }
  }

  /** Whether a suffix ends here: with its word, or with a particle of one syllable. */
  private boolean isWhole(int end) {
    return !isHangul(end) || !isHangul(end + 1) || cues.lengthAt(text, end) > 0;
  }

  private boolean isName(int start, int end) {
    int surname = surnames.lengthAt(text, start);
    int given = end - start - surname;
    if (surname == 0 || given < 1 || given > 2 || blocked.holds(text.substring(start, end))) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (!isHangul(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isHangul(int at) {
    return at >= 0
        && at < text.length()
        && text.charAt(at) >= '\uac00'
        && text.charAt(at) <= '\ud7a3';
  }
}
