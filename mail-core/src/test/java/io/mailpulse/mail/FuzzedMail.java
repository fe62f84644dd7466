package io.mailpulse.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Damages mails at random: cuts, repeats, swaps, flips and inserts what parsers trip over. */
final class FuzzedMail {

  private static final List<String> STUMBLING_BLOCKS =
      List.of(
          "\r\n",
          "\n\n",
          "\0",
          "--b--",
          "--b\r\n",
          "=?utf-8?B?",
          "?=",
          "=\r\n",
          "=E4",
          "\"",
          "<",
          ">",
          "(",
          ";",
          "\u001b$B",
          "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
          "Content-Type: message/rfc822\r\n\r\n",
          "Content-Transfer-Encoding: base64\r\n",
          "Content-Type: text/html; charset=utf-7\r\n",
          "begin 644 x\nM",
          "From a@b Tue Mar  3 10:00:00 2026\n",
          "\u00ff\u00fe",
          "filename*1*=%");

  private final Random random;

  FuzzedMail(long seed) {
    this.random = new Random(seed);
  }

  byte[] damage(byte[] mime) {
    byte[] damaged = mime;
    for (int times = 1 + random.nextInt(8); times > 0; times--) {
      damaged = once(damaged);
    }
    return damaged;
  }

  private byte[] once(byte[] mime) {
    int at = random.nextInt(mime.length + 1);
    int length = Math.min(mime.length - at, 1 + random.nextInt(200));
    var out = new ByteArrayOutputStream(mime.length + 256);
    out.write(mime, 0, at);
    switch (random.nextInt(6)) {
      case 0 -> {
        // Cut off.
      }
      case 1 -> out.write(mime, at + length, mime.length - at - length);
      case 2 -> {
        for (int i = random.nextInt(20); i >= 0; i--) {
          out.write(mime, at, length);
        }
        out.write(mime, at, mime.length - at);
      }
      case 3 -> {
        for (int i = 0; i < length; i++) {
          out.write(random.nextInt(256));
        }
        out.write(mime, at + length, mime.length - at - length);
      }
      default -> {
        byte[] block =
            STUMBLING_BLOCKS
                .get(random.nextInt(STUMBLING_BLOCKS.size()))
                .getBytes(StandardCharsets.ISO_8859_1);
        out.write(block, 0, block.length);
        out.write(mime, at, mime.length - at);
      }
    }
    return out.toByteArray();
  }
}
