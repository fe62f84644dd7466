package io.mailpulse.generate.mime;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

/** Content-Transfer-Encoding. */
public enum TransferEncoding {
  SEVEN_BIT("7bit"),
  EIGHT_BIT("8bit"),
  QUOTED_PRINTABLE("quoted-printable"),
  BASE64("base64");

  private static final int LONGEST_LINE = 76;
  private static final Base64.Encoder BASE_64 = Base64.getMimeEncoder(LONGEST_LINE, Bytes.CRLF);
  private static final byte[] HEX = Bytes.ascii("0123456789ABCDEF");

  private final String wireName;

  TransferEncoding(String wireName) {
    this.wireName = wireName;
  }

  /** Name in the header. */
  public String wireName() {
    return wireName;
  }

  /** Writes content in this encoding; lines of text end with CR LF. */
  public void write(byte[] content, ByteArrayOutputStream out) {
    switch (this) {
      case SEVEN_BIT, EIGHT_BIT -> out.writeBytes(content);
      case BASE64 -> out.writeBytes(BASE_64.encode(content));
      case QUOTED_PRINTABLE -> quote(content, out);
    }
    out.writeBytes(Bytes.CRLF);
  }

  private static void quote(byte[] content, ByteArrayOutputStream out) {
    int column = 0;
    for (int i = 0; i < content.length; i++) {
      int b = content[i] & 0xff;
      if (b == '\r' && i + 1 < content.length && content[i + 1] == '\n') {
        out.writeBytes(Bytes.CRLF);
        column = 0;
        i++;
        continue;
      }
      boolean ends = i + 1 == content.length || content[i + 1] == '\r';
      boolean plain = b > ' ' && b < 0x7f && b != '=' || b == ' ' && !ends;
      int width = plain ? 1 : 3;
      if (column + width > LONGEST_LINE - 1) {
        out.write('=');
        out.writeBytes(Bytes.CRLF);
        column = 0;
      }
      if (plain) {
        out.write(b);
      } else {
        out.write('=');
        out.write(HEX[b >> 4]);
        out.write(HEX[b & 0xf]);
      }
      column += width;
    }
  }
}
