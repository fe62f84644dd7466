package io.mailpulse.mail.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Bytes to text in whatever charset they are in. What is declared is believed until the bytes speak
 * against it.
 */
final class TextDecoding {

  private static final Charset WESTERN = Charset.forName("windows-1252");

  /** Enough for the detector to decide; reading on only costs time. */
  private static final int DETECTION_BYTES = 16 << 10;

  /** Below this share of broken characters a text is damaged, not wrongly labelled. */
  private static final int DAMAGE_DIVISOR = 50;

  private TextDecoding() {}

  /**
   * Decodes a text.
   *
   * @param declared charset name as the mail declares it, or null
   * @param defects receives what was wrong
   */
  static String decode(byte[] bytes, int offset, int length, String declared, Set<Defect> defects) {
    Optional<Charset> charset =
        declared == null || declared.isBlank() ? Optional.empty() : Charsets.named(declared);
    if (isPlainAscii(bytes, offset, length)
        && charset.map(TextDecoding::isAsciiBased).orElse(true)) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
    int bom = byteOrderMark(bytes, offset, length);
    if (bom > 0) {
      return lenient(bomCharset(bytes, offset), bytes, offset + bom, length - bom, defects);
    }
    if (charset.isEmpty()) {
      defects.add(
          declared == null || declared.isBlank() ? Defect.CHARSET_MISSING : Defect.CHARSET_UNKNOWN);
      return guess(bytes, offset, length, defects);
    }
    return decodeDeclared(charset.get(), bytes, offset, length, defects);
  }

  private static String decodeDeclared(
      Charset charset, byte[] bytes, int offset, int length, Set<Defect> defects) {
    boolean silent = isWestern(charset);
    if (silent) {
      // A single-byte charset accepts anything; bytes that are UTF-8 throughout are no accident.
      String utf8 = strict(StandardCharsets.UTF_8, bytes, offset, length);
      if (utf8 != null) {
        defects.add(Defect.CHARSET_WRONG);
        return utf8;
      }
      if (charset.equals(StandardCharsets.US_ASCII)) {
        defects.add(Defect.CHARSET_WRONG);
        return guess(bytes, offset, length, defects);
      }
      return new String(bytes, offset, length, charset);
    }
    String text = strict(charset, bytes, offset, length);
    if (text != null) {
      return text;
    }
    String damaged = new String(bytes, offset, length, charset);
    long broken = damaged.chars().filter(c -> c == 0xfffd).count();
    long foreign = damaged.chars().filter(c -> c >= 0x80).count();
    if (broken * DAMAGE_DIVISOR <= damaged.length() && broken * 4 <= foreign) {
      defects.add(Defect.UNDECODABLE_BYTES);
      return damaged;
    }
    defects.add(Defect.CHARSET_WRONG);
    return guess(bytes, offset, length, defects);
  }

  /** Decodes text that declares nothing. */
  static String guess(byte[] bytes, int offset, int length, Set<Defect> defects) {
    String utf8 = strict(StandardCharsets.UTF_8, bytes, offset, length);
    if (utf8 != null && indexOfEscape(bytes, offset, length) < 0) {
      return utf8;
    }
    var detector = new UniversalDetector();
    detector.handleData(bytes, offset, Math.min(length, DETECTION_BYTES));
    detector.dataEnd();
    String name = detector.getDetectedCharset();
    Charset found = name == null ? WESTERN : Charsets.named(name).orElse(WESTERN);
    return lenient(
        found.equals(StandardCharsets.US_ASCII) ? WESTERN : found, bytes, offset, length, defects);
  }

  private static String lenient(
      Charset charset, byte[] bytes, int offset, int length, Set<Defect> defects) {
    String text = new String(bytes, offset, length, charset);
    if (text.indexOf('\ufffd') >= 0) {
      defects.add(Defect.UNDECODABLE_BYTES);
    }
    return text;
  }

  /** The text, or null if some bytes do not belong to the charset. */
  static String strict(Charset charset, byte[] bytes, int offset, int length) {
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, offset, length));
      return text.toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  static boolean isPlainAscii(byte[] bytes, int offset, int length) {
    for (int i = offset, end = offset + length; i < end; i++) {
      if (bytes[i] < 0 || bytes[i] == 0x1b) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAsciiBased(Charset charset) {
    String name = charset.name();
    return !(charset == Utf7.CHARSET
        || name.startsWith("UTF-16")
        || name.startsWith("UTF-32")
        || name.startsWith("IBM0")
        || name.startsWith("IBM1")
        || name.startsWith("x-UTF"));
  }

  private static boolean isWestern(Charset charset) {
    String name = charset.name();
    return name.startsWith("windows-125")
        || name.startsWith("ISO-8859-")
        || name.equals("US-ASCII");
  }

  private static int indexOfEscape(byte[] bytes, int offset, int length) {
    for (int i = offset, end = offset + length; i < end; i++) {
      if (bytes[i] == 0x1b) {
        return i;
      }
    }
    return -1;
  }

  private static int byteOrderMark(byte[] b, int o, int length) {
    if (length >= 3 && b[o] == (byte) 0xef && b[o + 1] == (byte) 0xbb && b[o + 2] == (byte) 0xbf) {
      return 3;
    }
    boolean utf16 =
        length >= 2
            && (b[o] == (byte) 0xff && b[o + 1] == (byte) 0xfe
                || b[o] == (byte) 0xfe && b[o + 1] == (byte) 0xff);
    return utf16 ? 2 : 0;
  }

  private static Charset bomCharset(byte[] b, int o) {
    if (b[o] == (byte) 0xef) {
      return StandardCharsets.UTF_8;
    }
    return b[o] == (byte) 0xff ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  /** A fresh set for callers that report nothing. */
  static Set<Defect> noDefects() {
    return EnumSet.noneOf(Defect.class);
  }
}
