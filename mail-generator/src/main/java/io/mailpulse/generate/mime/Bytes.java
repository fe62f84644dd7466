package io.mailpulse.generate.mime;

import java.nio.charset.StandardCharsets;

/** Line ends and ASCII. */
final class Bytes {

  static final byte[] CRLF = {'\r', '\n'};

  private Bytes() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
