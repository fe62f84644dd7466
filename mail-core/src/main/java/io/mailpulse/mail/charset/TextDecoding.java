package io.mailpulse.mail.charset;

import io.mailpulse.mail.fault.Defect;
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
public final class TextDecoding {

  private static final Charset WESTERN = Charset.forName("windows-1252");

  /** Enough for the detector to decide; reading on only costs time. */
  private static final int DETECTION_BYTES = 4 << 10;

  private static final byte ESCAPE = 0x1b;

  /** Below this share of broken characters a text is damaged, not wrongly labelled. */
  private static final int DAMAGE_DIVISOR = 50;

  /** In a charset of several bytes, one broken character among so many others is damage as well. */
  private static final int WHOLE_CHARACTERS = 12;

  private TextDecoding() {}

  /**
   * Decodes a text.
   *
   * @param declared charset name as the mail declares it, or null
   * @param defects receives what was wrong
   */
  public static String decode(
      byte[] bytes, int offset, int length, String declared, Set<Defect> defects) {
    return decode(bytes, offset, length, declared, Set.of(), defects);
  }

  /**
   * Decodes a text.
   *
   * @param declared charset name as the mail declares it, or null
   * @param likely ISO 639-1 codes of languages that other evidence speaks for
   * @param defects receives what was wrong
   */
  public static String decode(
      byte[] bytes,
      int offset,
      int length,
      String declared,
      Set<String> likely,
      Set<Defect> defects) {
    Optional<Charset> charset =
        declared == null || declared.isBlank() ? Optional.empty() : Charsets.named(declared);
    if (ByteScan.isPlainAscii(bytes, offset, length)
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
      return guess(bytes, offset, length, likely, defects);
    }
    return decodeDeclared(charset.get(), bytes, offset, length, likely, defects);
  }

  private static String decodeDeclared(
      Charset charset,
      byte[] bytes,
      int offset,
      int length,
      Set<String> likely,
      Set<Defect> defects) {
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
        return guess(bytes, offset, length, likely, defects);
      }
      Charset other =
          charset.equals(WESTERN) ? CharsetGuess.insteadOfWestern(bytes, offset, length) : null;
      if (other != null) {
        defects.add(Defect.CHARSET_WRONG);
        return lenient(other, bytes, offset, length, defects);
      }
      return new String(bytes, offset, length, charset);
    }
    String text = strict(charset, bytes, offset, length);
    if (text != null) {
      return text;
    }
    String damaged = new String(bytes, offset, length, charset);
    int broken = 0;
    int foreign = 0;
    for (int i = 0; i < damaged.length(); i++) {
      foreign += damaged.charAt(i) >= 0x80 ? 1 : 0;
      broken += damaged.charAt(i) == '\ufffd' ? 1 : 0;
    }
    boolean few = broken * DAMAGE_DIVISOR <= damaged.length() && broken * 4 <= foreign;
    boolean one = broken * WHOLE_CHARACTERS <= foreign && isMultiByte(charset);
    if (few || one) {
      defects.add(Defect.UNDECODABLE_BYTES);
      return damaged;
    }
    defects.add(Defect.CHARSET_WRONG);
    return guess(bytes, offset, length, likely, defects);
  }

  private static boolean isMultiByte(Charset charset) {
    return charset.canEncode() && charset.newEncoder().maxBytesPerChar() > 1;
  }

  /** Decodes text that declares nothing. */
  public static String guess(byte[] bytes, int offset, int length, Set<Defect> defects) {
    return guess(bytes, offset, length, Set.of(), defects);
  }

  /**
   * Decodes text that declares nothing.
   *
   * @param likely ISO 639-1 codes of languages that other evidence speaks for
   */
  private static String guess(
      byte[] bytes, int offset, int length, Set<String> likely, Set<Defect> defects) {
    boolean escapes = ByteScan.indexOf(bytes, offset, offset + length, ESCAPE) < offset + length;
    if (escapes) {
      return lenient(detect(bytes, offset, length), bytes, offset, length, defects);
    }
    String utf8 = strict(StandardCharsets.UTF_8, bytes, offset, length);
    if (utf8 != null) {
      return utf8;
    }
    if (Utf8Check.isMostlyValid(bytes, offset, length)) {
      return lenient(StandardCharsets.UTF_8, bytes, offset, length, defects);
    }
    String mixed = mixed(bytes, offset, length, likely);
    return mixed != null
        ? mixed
        : lenient(CharsetGuess.of(bytes, offset, length, likely), bytes, offset, length, defects);
  }

  /**
   * Lines in UTF-8 among lines in another charset, as gateways append them; null if there are none.
   */
  private static String mixed(byte[] bytes, int offset, int length, Set<String> likely) {
    int end = offset + length;
    byte[] others = new byte[length];
    int size = 0;
    boolean utf8 = false;
    for (int start = offset; start < end; ) {
      int next = Math.min(ByteScan.indexOf(bytes, start, end, (byte) '\n') + 1, end);
      boolean foreign = !ByteScan.isPlainAscii(bytes, start, next - start);
      if (foreign && Utf8Check.isValid(bytes, start, next - start)) {
        utf8 = true;
      } else if (foreign) {
        System.arraycopy(bytes, start, others, size, next - start);
        size += next - start;
      }
      start = next;
    }
    if (!utf8 || size == 0) {
      return null;
    }
    Charset other = CharsetGuess.of(others, 0, size, likely);
    var text = new StringBuilder(length);
    for (int start = offset; start < end; ) {
      int next = Math.min(ByteScan.indexOf(bytes, start, end, (byte) '\n') + 1, end);
      boolean valid = Utf8Check.isValid(bytes, start, next - start);
      text.append(new String(bytes, start, next - start, valid ? StandardCharsets.UTF_8 : other));
      start = next;
    }
    return text.toString();
  }

  /** Asks the detector, which knows the charsets that switch by escapes, about telling lines. */
  private static Charset detect(byte[] bytes, int offset, int length) {
    byte[] telling = new byte[Math.min(length, DETECTION_BYTES)];
    int size = 0;
    int end = offset + length;
    for (int start = offset; start < end && size < telling.length; ) {
      int lineEnd = start;
      boolean foreign = false;
      while (lineEnd < end && bytes[lineEnd] != '\n') {
        foreign |= bytes[lineEnd] < 0 || bytes[lineEnd] == ESCAPE;
        lineEnd++;
      }
      if (foreign) {
        int taken = Math.min(Math.min(lineEnd + 1, end) - start, telling.length - size);
        System.arraycopy(bytes, start, telling, size, taken);
        size += taken;
      }
      start = lineEnd + 1;
    }
    var detector = new UniversalDetector();
    detector.handleData(telling, 0, size);
    detector.dataEnd();
    String name = detector.getDetectedCharset();
    Charset found = name == null ? WESTERN : Charsets.named(name).orElse(WESTERN);
    return found.equals(StandardCharsets.US_ASCII) ? WESTERN : found;
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
    if (charset == StandardCharsets.UTF_8) {
      return Utf8Check.isValid(bytes, offset, length)
          ? new String(bytes, offset, length, StandardCharsets.UTF_8)
          : null;
    }
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

  public static boolean isAsciiBased(Charset charset) {
    String name = charset.name();
    return !(charset == Utf7.CHARSET
        || charset == HzCharset.CHARSET
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
  public static Set<Defect> noDefects() {
    return EnumSet.noneOf(Defect.class);
  }
}
