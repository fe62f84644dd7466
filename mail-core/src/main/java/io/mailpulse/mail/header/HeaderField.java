package io.mailpulse.mail.header;

import io.mailpulse.mail.charset.ByteScan;
import io.mailpulse.mail.fault.Defect;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;

/**
 * The field of a header that was read last, in one buffer that all fields share. Most fields of a
 * mail say nothing that a record has a place for: of those neither name nor body becomes a string.
 */
public final class HeaderField implements FieldBuilder {

  private static final int USUAL_LENGTH = 4 << 10;
  private static final BitSet COLON = RawFieldParser.INIT_BITSET(':');
  private static final FieldNames NAMES = FieldNames.shared();

  private byte[] bytes = new byte[USUAL_LENGTH];
  private int length;
  private int bodyStart;
  private RawField named;
  private HeaderParameters parameters;
  private final Set<Defect> parameterDefects = EnumSet.noneOf(Defect.class);

  @Override
  public void reset() {
    length = 0;
    parameters = null;
  }

  @Override
  public void append(ByteArrayBuffer line) {
    int added = line.length();
    if (bytes.length - length < added) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + added));
    }
    System.arraycopy(line.buffer(), 0, bytes, length, added);
    length += added;
  }

  /**
   * Ends the field.
   *
   * @return the field's name without its body, as mime4j asks for no more; null, which leaves the
   *     line out, if it is no field
   */
  @Override
  public RawField build() {
    length -= length > 0 && bytes[length - 1] == '\n' ? 1 : 0;
    length -= length > 0 && bytes[length - 1] == '\r' ? 1 : 0;
    int end = 0;
    while (end < length && FieldNames.isUsual(bytes[end])) {
      end++;
    }
    boolean usual = end > 0 && end < length && bytes[end] == ':';
    int colon = usual ? end : ByteScan.indexOf(bytes, end, length, (byte) ':');
    if (colon == length) {
      return null;
    }
    bodyStart = colon + 1;
    named = usual ? NAMES.find(bytes, end) : unusual();
    return named;
  }

  /** A name with comments, blanks or signs in it, as mime4j reads it; null if it is none. */
  private RawField unusual() {
    var cursor = new ParserCursor(0, length);
    var line = new ByteArrayBuffer(bytes, length, true);
    String name = RawFieldParser.DEFAULT.parseToken(line, cursor, COLON).trim();
    if (cursor.atEnd()) {
      return null;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) >= 0x7f) {
        return null;
      }
    }
    return new RawField(name, "");
  }

  /** Null, always: nothing is put back, a line that is no field is left out. */
  @Override
  public RecycledByteArrayBuffer getRaw() {
    return null;
  }

  @Override
  public void release() {
    // The buffer serves the next mail.
  }

  /** Name in lower case; that of a field without meaning may be {@link FieldNames#OTHER}. */
  public String name() {
    return named.getNameLowerCase();
  }

  /** Bytes of the whole field. */
  public int length() {
    return length;
  }

  /** The body, still folded and encoded. */
  public String body(Set<Defect> defects) {
    return EncodedWords.raw(bytes, bodyStart, length - bodyStart, defects);
  }

  /** The body as a value with parameters; read once, however often it is asked for. */
  public HeaderParameters parameters() {
    if (parameters == null) {
      parameterDefects.clear();
      parameters = HeaderParameters.parse(body(parameterDefects), parameterDefects);
    }
    return parameters;
  }

  /** The same, for the one that reports what was wrong with it. */
  public HeaderParameters parameters(Set<Defect> defects) {
    HeaderParameters read = parameters();
    defects.addAll(parameterDefects);
    return read;
  }
}
