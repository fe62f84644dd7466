package io.mailpulse.mail.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/** HZ (RFC 1843), Chinese in seven bits, which the JDK lacks. Reads only. */
final class HzCharset extends Charset {

  static final Charset CHARSET = new HzCharset();

  private static final Charset EIGHT_BITS = Charset.forName("GBK");

  private HzCharset() {
    super("x-mailpulse-hz", null);
  }

  @Override
  public boolean contains(Charset other) {
    return false;
  }

  @Override
  public boolean canEncode() {
    return false;
  }

  @Override
  public CharsetEncoder newEncoder() {
    throw new UnsupportedOperationException("HZ is only read");
  }

  @Override
  public CharsetDecoder newDecoder() {
    return new Decoder(this);
  }

  private static final class Decoder extends CharsetDecoder {

    private final byte[] pair = new byte[2];
    private boolean chinese;

    Decoder(Charset charset) {
      super(charset, 1, 1);
    }

    @Override
    protected void implReset() {
      chinese = false;
    }

    @Override
    protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
      while (in.hasRemaining()) {
        if (!out.hasRemaining()) {
          return CoderResult.OVERFLOW;
        }
        byte first = in.get(in.position());
        boolean alone = first != '~' && (!chinese || first <= ' ');
        if (!alone && in.remaining() < 2) {
          return CoderResult.UNDERFLOW;
        }
        if (first < 0) {
          return CoderResult.malformedForLength(1);
        }
        if (alone) {
          // A line end ends Chinese that nothing else has ended.
          chinese &= first != '\n';
          out.put((char) in.get());
        } else if (first == '~') {
          in.get();
          escape(in, out);
        } else {
          pair[0] = (byte) (in.get() | 0x80);
          pair[1] = (byte) (in.get() | 0x80);
          out.put(new String(pair, EIGHT_BITS).charAt(0));
        }
      }
      return CoderResult.UNDERFLOW;
    }

    /** What stands behind a tilde; one that means nothing stands for itself. */
    private void escape(ByteBuffer in, CharBuffer out) {
      byte second = in.get(in.position());
      switch (second) {
        case '{' -> chinese = true;
        case '}' -> chinese = false;
        case '~' -> out.put('~');
        case '\n' -> {
          // The line goes on.
        }
        default -> {
          out.put('~');
          return;
        }
      }
      in.get();
    }
  }
}
