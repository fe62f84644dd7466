package io.mailpulse.mail.mime;

import io.mailpulse.mail.fault.MailParseException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Mails for tests, written as lines; every line ends with CRLF on the wire. */
public final class MailText {

  private MailText() {}

  static byte[] ascii(String... lines) {
    return in(StandardCharsets.US_ASCII, lines);
  }

  public static byte[] in(Charset charset, String... lines) {
    return (String.join("\r\n", lines) + "\r\n").getBytes(charset);
  }

  public static ParsedMail parse(String... lines) {
    return parse(ascii(lines));
  }

  public static ParsedMail parse(byte[] mime) {
    try {
      return new MimeParser(ParseLimits.defaults()).parse(mime);
    } catch (MailParseException e) {
      throw new AssertionError(e);
    }
  }
}
