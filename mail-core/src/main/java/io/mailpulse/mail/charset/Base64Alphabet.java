package io.mailpulse.mail.charset;

import java.util.Arrays;

/** The 64 characters of base64, as values. */
final class Base64Alphabet {

  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
  }

  private Base64Alphabet() {}

  /** Value of a byte, 0 to 63; -1 outside the alphabet. */
  static int valueOf(int b) {
    return VALUES[b & 0xff];
  }
}
