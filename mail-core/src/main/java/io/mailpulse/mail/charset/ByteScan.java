package io.mailpulse.mail.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks through bytes eight at a time: these loops run over every byte of a mail. */
public final class ByteScan {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ESCAPES = ONES * 0x1b;

  private ByteScan() {}

  /** Whether all bytes are ASCII and none begins a shift to another charset. */
  public static boolean isPlainAscii(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONGS.get(bytes, at);
      if ((eight & HIGH_BITS) != 0 || zeros(eight ^ ESCAPES) != 0) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (bytes[at] < 0 || bytes[at] == 0x1b) {
        return false;
      }
    }
    return true;
  }

  /** Where a byte of ASCII stands first, or {@code end}. */
  public static int indexOf(byte[] bytes, int start, int end, byte wanted) {
    long pattern = ONES * wanted;
    int at = start;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long found = zeros((long) LONGS.get(bytes, at) ^ pattern);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >> 3);
      }
    }
    while (at < end && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** A high bit for each byte that is zero; those above the first one may be wrong. */
  private static long zeros(long eight) {
    return eight - ONES & ~eight & HIGH_BITS;
  }
}
