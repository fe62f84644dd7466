package io.mailpulse.mail.tnef;

import io.mailpulse.mail.header.EncodedWords;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The properties that a {@code winmail.dat} keeps of one file: only its long name is looked for.
 */
final class TnefProperties {

  private static final int LONG_FILE_NAME = 0x3707;
  private static final int FIRST_NAMED = 0x8000;
  private static final int GUID_BYTES = 16;
  private static final int MANY_VALUES = 0x1000;
  private static final int TEXT = 0x1e;
  private static final int WIDE_TEXT = 0x1f;

  private final ByteBuffer in;
  private final Charset charset;

  private TnefProperties(ByteBuffer in, Charset charset) {
    this.in = in;
    this.charset = charset;
  }

  /** The long name, if the properties are whole up to it. */
  static Optional<String> longFileName(ByteBuffer properties, Charset charset) {
    try {
      return new TnefProperties(properties, charset).find();
    } catch (BufferUnderflowException e) {
      // Cut off or not what it says: the file keeps its short name.
      return Optional.empty();
    }
  }

  /** Text up to its first NUL, on one line. */
  static String text(ByteBuffer in, int length, Charset charset) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    String text = new String(bytes, charset);
    int end = text.indexOf('\0');
    return EncodedWords.oneLine(end < 0 ? text : text.substring(0, end));
  }

  private Optional<String> find() {
    int count = in.getInt();
    for (int i = 0; i < count; i++) {
      int type = in.getShort() & 0xffff;
      int id = in.getShort() & 0xffff;
      if (id >= FIRST_NAMED) {
        skipName();
      }
      boolean many = (type & MANY_VALUES) != 0;
      int single = type & ~MANY_VALUES;
      int values = many || isCounted(single) ? in.getInt() : 1;
      for (int v = 0; v < values; v++) {
        int length = isCounted(single) ? in.getInt() : fixedLength(single);
        if (id == LONG_FILE_NAME && (single == TEXT || single == WIDE_TEXT)) {
          requireRest(length);
          return Optional.of(text(in, length, single == TEXT ? charset : StandardCharsets.UTF_16LE))
              .filter(name -> !name.isBlank());
        }
        skip(padded(length));
      }
    }
    return Optional.empty();
  }

  private void skipName() {
    skip(GUID_BYTES);
    boolean byText = in.getInt() == 1;
    int number = in.getInt();
    if (byText) {
      skip(padded(number));
    }
  }

  /** Text, bytes and objects state their lengths. */
  private static boolean isCounted(int type) {
    return type == TEXT || type == WIDE_TEXT || type == 0x0d || type == 0x102;
  }

  private static int fixedLength(int type) {
    return switch (type) {
      case 0x05, 0x06, 0x07, 0x14, 0x40 -> Long.BYTES;
      case 0x48 -> GUID_BYTES;
      // Smaller ones are padded to four bytes; an unknown one ends in nonsense and is given up.
      default -> Integer.BYTES;
    };
  }

  private static long padded(int length) {
    return (length & 0xffffffffL) + 3 & ~3L;
  }

  private void requireRest(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
  }

  private void skip(long bytes) {
    if (bytes > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + (int) bytes);
  }
}
