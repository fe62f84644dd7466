package io.mailpulse.mail.segment.tail;

import io.mailpulse.mail.segment.line.Lines;
import io.mailpulse.schema.SegmentKind;

/**
 * Armour of OpenPGP (RFC 9580, 6.2), of S/MIME and of keys in the text: frames, signatures and
 * cipher texts are a program's, what stands in a signed frame is the sender's. A block that was cut
 * ends with its last line of code.
 */
public final class Armour {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String RULE = "-----";
  private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

  /** {@code "-- "} as a signed frame escapes it. */
  private static final String ESCAPED_DELIMITER = "- --";

  private static final int LONGEST_FRAME = 64;
  private static final int LONGEST_CODE = 100;

  /** A shorter line of letters may be a word of the sender's. */
  private static final int SHORTEST_CODE = 24;

  /** Lines of a signature behind its delimiter. */
  private static final int MOST_SIGNATURE = 15;

  private final Lines lines;

  /** Looks at the lines of a whole body. */
  public Armour(Lines lines) {
    this.lines = lines;
  }

  /** Marks what is no word of the sender's among the lines that count as his. */
  public void mark(SegmentKind[] kinds) {
    int delimiter = -1;
    int line = 0;
    while (line < lines.count()) {
      String frame = frameAt(line, BEGIN);
      if (frame == null) {
        delimiter = isEscapedDelimiter(line) ? line : delimiter;
        line++;
        continue;
      }
      if (frame.equals(SIGNATURE) && delimiter >= 0 && line - delimiter <= MOST_SIGNATURE) {
        fill(kinds, delimiter, line, SegmentKind.SIGNATURE);
      }
      int head = endOfHead(line + 1);
      int end = frame.equals(SIGNED) ? head : endOfBlock(head);
      fill(kinds, line, end, SegmentKind.DISCLAIMER);
      delimiter = -1;
      line = end;
    }
  }

  /** The line after the fields of a frame ("Hash: SHA512"). */
  private int endOfHead(int first) {
    int line = first;
    while (line < lines.count() && isField(line)) {
      line++;
    }
    return line;
  }

  private int endOfBlock(int first) {
    int end = first;
    for (int line = first; line < lines.count(); line++) {
      if (frameAt(line, END) != null) {
        return line + 1;
      }
      if (lines.depth(line) > 0 || !lines.isBlank(line) && !isCode(line)) {
        return end;
      }
      boolean sure = lines.length(line) >= SHORTEST_CODE || !lines.isBlank(line) && isSum(line);
      end = sure ? line + 1 : end;
    }
    return end;
  }

  private boolean isEscapedDelimiter(int line) {
    return lines.depth(line) == 0
        && lines.length(line) == ESCAPED_DELIMITER.length()
        && lines.content(line).equals(ESCAPED_DELIMITER);
  }

  /** The text of a line that opens or closes armour, or null. */
  private String frameAt(int line, String opening) {
    int length = lines.length(line);
    if (lines.depth(line) > 0 || length <= opening.length() + RULE.length()) {
      return null;
    }
    String content = length > LONGEST_FRAME ? "" : lines.content(line);
    if (!content.startsWith(opening) || !content.endsWith(RULE)) {
      return null;
    }
    for (int i = opening.length(); i < length - RULE.length(); i++) {
      char c = content.charAt(i);
      boolean label = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || " /#,".indexOf(c) >= 0;
      if (!label) {
        return null;
      }
    }
    return content;
  }

  /** {@code Version: GnuPG v2}: one of the few fields that armour has. */
  private boolean isField(int line) {
    if (lines.depth(line) > 0 || lines.isBlank(line) || lines.length(line) > LONGEST_CODE) {
      return false;
    }
    String content = lines.content(line);
    int colon = content.indexOf(": ");
    return colon > 0
        && switch (content.substring(0, colon)) {
          case "Hash",
                  "Version",
                  "Comment",
                  "Charset",
                  "MessageID",
                  "NotDashEscaped",
                  "Proc-Type",
                  "DEK-Info" ->
              true;
          default -> false;
        };
  }

  private boolean isCode(int line) {
    if (lines.length(line) > LONGEST_CODE) {
      return false;
    }
    String content = lines.content(line);
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      boolean code =
          c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || c >= '0' && c <= '9'
              || c == '+'
              || c == '/'
              || c == '=';
      if (!code) {
        return false;
      }
    }
    return true;
  }

  /** {@code =aB3d}: the check sum at the end of a block. */
  private boolean isSum(int line) {
    return lines.length(line) == 5 && lines.content(line).charAt(0) == '=';
  }

  private static void fill(SegmentKind[] kinds, int from, int to, SegmentKind kind) {
    for (int line = from; line < to; line++) {
      if (kinds[line] == SegmentKind.AUTHORED) {
        kinds[line] = kind;
      }
    }
  }
}
