package io.mailpulse.mail.header;

import io.mailpulse.mail.charset.ByteScan;
import io.mailpulse.mail.charset.TextDecoding;
import io.mailpulse.mail.charset.TransferDecoding;
import io.mailpulse.mail.fault.Defect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Header values to text: unfolding, encoded words (RFC 2047) with the malformed ones that mail
 * programs write, and raw bytes beyond ASCII. One pass.
 */
public final class EncodedWords {

  private EncodedWords() {}

  /** Raw field body to characters: ASCII as it is, else UTF-8, else guessed. */
  static String raw(byte[] bytes, int offset, int length, Set<Defect> defects) {
    if (ByteScan.isPlainAscii(bytes, offset, length)) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
    defects.add(Defect.RAW_HEADER_BYTES);
    return TextDecoding.guess(bytes, offset, length, defects);
  }

  /**
   * Decodes the encoded words of a value.
   *
   * @return one line: folds and control characters become blanks, ends are trimmed
   */
  static String decode(String value, Set<Defect> defects) {
    return oneLine(value.contains("=?") ? decodeWords(value, defects) : value);
  }

  private static String decodeWords(String value, Set<Defect> defects) {
    var out = new StringBuilder(value.length());
    var pending = new Pending(defects);
    int lastEnd = value.lastIndexOf("?=");
    int at = 0;
    while (at < value.length()) {
      int start = value.indexOf("=?", at);
      Word word = start < 0 ? null : Word.at(value, start, lastEnd);
      if (word == null) {
        int end = start < 0 ? value.length() : start + 2;
        pending.flushTo(out);
        out.append(value, at, end);
        at = end;
        continue;
      }
      boolean onlyBlanks = isBlank(value, at, start);
      // Blanks between two encoded words belong to neither; characters split over two words of
      // one charset are joined before they are decoded.
      if (!onlyBlanks || pending.isEmpty()) {
        pending.flushTo(out);
        out.append(value, at, start);
      }
      pending.add(word, value, out);
      at = word.end;
    }
    pending.flushTo(out);
    return out.toString();
  }

  /** Folds, tabs and control characters to single blanks; ends trimmed. */
  public static String oneLine(String value) {
    int i = 0;
    while (i < value.length() && value.charAt(i) >= ' ' && value.charAt(i) != 0x7f) {
      i++;
    }
    if (i == value.length()) {
      return value.strip();
    }
    var out = new StringBuilder(value.length());
    boolean control = false;
    for (i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == 0x7f) {
        control = true;
      } else {
        boolean doubled = c == ' ' && control;
        boolean after = out.length() > 0 && out.charAt(out.length() - 1) == ' ';
        if (control && !doubled && !after) {
          out.append(' ');
        }
        if (!(doubled && after)) {
          out.append(c);
        }
        control = control && doubled;
      }
    }
    return out.toString().strip();
  }

  private static boolean isBlank(String value, int start, int end) {
    for (int i = start; i < end; i++) {
      if (value.charAt(i) > ' ') {
        return false;
      }
    }
    return true;
  }

  /** Where the pieces of one encoded word are. */
  private record Word(String charset, boolean base64, int textStart, int textEnd, int end) {

    private static final int MAX_CHARSET = 40;

    /**
     * The word that starts at an offset, or null.
     *
     * @param lastEnd where the last end mark of the value is: unfinished words must not make each
     *     search run to the end of the value
     */
    static Word at(String value, int start, int lastEnd) {
      int charsetEnd = value.indexOf('?', start + 2);
      if (charsetEnd < 0
          || charsetEnd == start + 2
          || charsetEnd - start > MAX_CHARSET
          || charsetEnd + 2 >= value.length()
          || value.charAt(charsetEnd + 2) != '?') {
        return null;
      }
      char encoding = Character.toLowerCase(value.charAt(charsetEnd + 1));
      if (encoding != 'b' && encoding != 'q') {
        return null;
      }
      int textStart = charsetEnd + 3;
      if (textStart > lastEnd) {
        return null;
      }
      int textEnd = value.indexOf("?=", textStart);
      String charset = value.substring(start + 2, charsetEnd);
      int language = charset.indexOf('*');
      return new Word(
          language < 0 ? charset : charset.substring(0, language),
          encoding == 'b',
          textStart,
          textEnd,
          textEnd + 2);
    }
  }

  /** Bytes of adjoining words of one charset, not yet decoded. */
  private static final class Pending {

    private final Set<Defect> defects;
    private String charset;
    private byte[] bytes = new byte[256];
    private int length;

    Pending(Set<Defect> defects) {
      this.defects = defects;
    }

    boolean isEmpty() {
      return charset == null;
    }

    void add(Word word, String value, StringBuilder out) {
      if (charset != null && !charset.equalsIgnoreCase(word.charset)) {
        flushTo(out);
      }
      charset = word.charset;
      byte[] encoded =
          value.substring(word.textStart, word.textEnd).getBytes(StandardCharsets.UTF_8);
      int decoded =
          word.base64
              ? TransferDecoding.base64(encoded, encoded.length)
              : TransferDecoding.quotedWord(encoded, encoded.length);
      if (length + decoded > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + decoded));
      }
      System.arraycopy(encoded, 0, bytes, length, decoded);
      length += decoded;
    }

    void flushTo(StringBuilder out) {
      if (charset != null) {
        out.append(TextDecoding.decode(bytes, 0, length, charset, defects));
        charset = null;
        length = 0;
      }
    }
  }
}
