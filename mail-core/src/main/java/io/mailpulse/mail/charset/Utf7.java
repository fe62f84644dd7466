package io.mailpulse.mail.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/** UTF-7 (RFC 2152), which the JDK lacks and old mail programs still send. Reads only. */
final class Utf7 extends Charset {

  static final Charset CHARSET = new Utf7();

  private Utf7() {
    super("x-mailpulse-utf-7", null);
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
    throw new UnsupportedOperationException("UTF-7 is only read");
  }

  @Override
  public CharsetDecoder newDecoder() {
    return new Decoder(this);
  }

  private static final class Decoder extends CharsetDecoder {

    private boolean shifted;
    private boolean justShifted;
    private int bits;
    private int bitCount;

    Decoder(Charset charset) {
      super(charset, 1, 1);
    }

    @Override
    protected void implReset() {
      shifted = false;
      justShifted = false;
      bits = 0;
      bitCount = 0;
    }

    @Override
    protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
      while (in.hasRemaining()) {
        if (!out.hasRemaining()) {
          return CoderResult.OVERFLOW;
        }
        int b = in.get() & 0xff;
        if (!shifted) {
          if (b == '+') {
            shifted = true;
            justShifted = true;
          } else if (b < 0x80) {
            out.put((char) b);
          } else {
            in.position(in.position() - 1);
            return CoderResult.malformedForLength(1);
          }
          continue;
        }
        int value = Base64Alphabet.valueOf(b);
        if (value >= 0) {
          justShifted = false;
          bits = bits << 6 | value;
          bitCount += 6;
          if (bitCount >= 16) {
            bitCount -= 16;
            out.put((char) (bits >>> bitCount & 0xffff));
            bits &= (1 << bitCount) - 1;
          }
        } else {
          leaveShift(b, in, out);
        }
      }
      return CoderResult.UNDERFLOW;
    }

    private void leaveShift(int b, ByteBuffer in, CharBuffer out) {
      if (b == '-') {
        if (justShifted) {
          out.put('+');
        }
      } else {
        in.position(in.position() - 1);
      }
      implReset();
    }
  }
}
