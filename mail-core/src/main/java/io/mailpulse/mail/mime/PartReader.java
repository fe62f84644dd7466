package io.mailpulse.mail.mime;

import io.mailpulse.mail.attachment.AttachmentContent;
import io.mailpulse.mail.charset.ByteScan;
import io.mailpulse.mail.charset.Charsets;
import io.mailpulse.mail.charset.MetaCharset;
import io.mailpulse.mail.charset.TextDecoding;
import io.mailpulse.mail.charset.TransferDecoding;
import io.mailpulse.mail.fault.Defect;
import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.mail.tnef.TnefFiles;
import io.mailpulse.schema.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Content of one part: transfer encoding, charset, line ends, flowed paragraphs. */
final class PartReader {

  private static final int META_WINDOW = 2048;
  private static final int MAX_BYTES_PER_CHAR = 8;

  /** One unreadable character in this many is more than any damage does to a text. */
  private static final int GARBAGE_DIVISOR = 10;

  private final ParseLimits limits;
  private final AttachmentContent attachmentContent;
  private byte[] buffer = new byte[16 << 10];

  PartReader(ParseLimits limits, AttachmentContent attachmentContent) {
    this.limits = limits;
    this.attachmentContent = attachmentContent;
  }

  /** A media type in lower case: the declared one if it is one, else what its place implies. */
  static String mediaType(String declared, String implied) {
    switch (declared) {
      case "text", "plain", "txt", "text/txt", "text/text", "text/ascii", "plain/text" -> {
        return "text/plain";
      }
      case "html", "htm", "text/htm", "html/text", "plain/html" -> {
        return "text/html";
      }
      default -> {
        // A type, or nothing that could be one.
      }
    }
    int slash = declared.indexOf('/');
    boolean valid = slash > 0 && slash < declared.length() - 1 && declared.indexOf(' ') < 0;
    return valid ? declared : implied == null ? "text/plain" : implied.toLowerCase(Locale.ROOT);
  }

  /** The bytes of a stream as they are. */
  byte[] raw(InputStream in) throws IOException {
    int length = fill(in);
    return Arrays.copyOf(buffer, length);
  }

  /**
   * Reads the content of a part.
   *
   * @return raw bytes read
   */
  long read(MailPart part, InputStream in, boolean isRoot, Set<Defect> defects)
      throws IOException, MailParseException {
    int length = fill(in);
    int decoded = decode(part, length, defects);
    part.size = decoded;
    if (part.mediaType.startsWith("multipart/")) {
      // A multipart without a boundary has no parts that could be told apart.
      defects.add(Defect.MULTIPART_WITHOUT_PARTS);
      part.mediaType = "text/plain";
    }
    if (mayBeBody(part, isRoot)) {
      readText(part, buffer, decoded, defects);
    } else {
      if (part.mediaType.equals("text/calendar")) {
        part.calendarMethod = CalendarMethod.find(part, buffer, decoded);
      } else if (TnefFiles.isTnef(part.mediaType)) {
        part.embedded = TnefFiles.of(buffer, decoded, attachmentContent, limits.maxParts());
      }
      if (attachmentContent == AttachmentContent.KEEP) {
        part.content = Arrays.copyOf(buffer, decoded);
      }
    }
    return length;
  }

  /** Takes bytes that no part claims as the text of a part. */
  void readText(MailPart part, byte[] bytes, Set<Defect> defects) throws MailParseException {
    readText(part, bytes, bytes.length, defects);
  }

  private void readText(MailPart part, byte[] bytes, int length, Set<Defect> defects)
      throws MailParseException {
    if (length / MAX_BYTES_PER_CHAR > limits.maxBodyChars()) {
      throw tooLong(length / MAX_BYTES_PER_CHAR);
    }
    boolean html = part.mediaType.equals("text/html");
    String charset = part.contentType.parameter("charset").orElse(null);
    if (charset == null && html) {
      charset = MetaCharset.find(bytes, Math.min(length, META_WINDOW));
    }
    boolean byteLines =
        charset == null || Charsets.named(charset).map(TextDecoding::isAsciiBased).orElse(true);
    // Line ends are plain bytes in nearly every charset, and cheaper to mend there.
    int lines = byteLines ? plainLines(bytes, length) : length;
    String decoded = TextDecoding.decode(bytes, 0, lines, charset, part.likelyLanguages, defects);
    String text = plainLines(decoded);
    if (text.length() > limits.maxBodyChars()) {
      throw tooLong(text.length());
    }
    if (part.transferEncoding.equals("base64") && isGarbage(text)) {
      // Nothing that base64 was made from: a file at best, never words of the sender.
      defects.add(Defect.ENCODING_BROKEN);
      return;
    }
    part.textAsSent = text;
    part.text = text;
    if (html) {
      return;
    }
    if (part.contentType.value().isEmpty() && looksLikeHtml(text)) {
      part.mediaType = "text/html";
      return;
    }
    boolean keep = attachmentContent == AttachmentContent.KEEP;
    UuBlocks blocks = UuBlocks.extract(text, keep);
    part.embedded = blocks.files();
    part.text = blocks.text();
    if (part.contentType.parameter("format").filter("flowed"::equalsIgnoreCase).isPresent()) {
      boolean delete =
          part.contentType.parameter("delsp").filter("yes"::equalsIgnoreCase).isPresent();
      part.text =
          FlowedText.unwrap(
              part.text, delete ? FlowedText.TrailingSpace.DELETE : FlowedText.TrailingSpace.KEEP);
    }
  }

  private MailParseException tooLong(long found) {
    return MailParseException.breach(
        FailureKind.BODY_TOO_LONG, "maxBodyChars", limits.maxBodyChars(), found);
  }

  private static boolean mayBeBody(MailPart part, boolean isRoot) {
    if (part.disposition.value().equals("attachment")) {
      return false;
    }
    String type = part.mediaType;
    if (type.equals("text/plain") || type.equals("text/html")) {
      return isRoot || part.index == 0 || part.name().isEmpty();
    }
    // A mail that is nothing but text in a rare form is still text.
    return isRoot
        && type.startsWith("text/")
        && !type.equals("text/calendar")
        && part.name().isEmpty();
  }

  /** Signs that no text holds, by whichever charset its bytes were read. */
  private static boolean isGarbage(String text) {
    int broken = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f';
      broken += c == '\ufffd' || control ? 1 : 0;
    }
    return broken > 0 && broken * GARBAGE_DIVISOR > text.length();
  }

  private static boolean looksLikeHtml(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return text.regionMatches(true, at, "<html", 0, 5)
        || text.regionMatches(true, at, "<!doctype html", 0, 14);
  }

  private int decode(MailPart part, int length, Set<Defect> defects) {
    return switch (part.transferEncoding) {
      case "", "7bit", "8bit", "binary", "7-bit", "8-bit" -> length;
      case "base64" ->
          part.mediaType.startsWith("text/")
              ? base64Text(length)
              : TransferDecoding.base64(buffer, length);
      case "quoted-printable", "quoted_printable" ->
          TransferDecoding.quotedPrintable(buffer, length);
      case "x-uuencode", "uuencode", "x-uue", "uue" -> uudecode(length);
      default -> {
        defects.add(Defect.ENCODING_UNKNOWN);
        yield length;
      }
    };
  }

  /** Base64, with the clear text that a list put below it on a line of its own. */
  private int base64Text(int length) {
    int end = TransferDecoding.endOfBase64(buffer, length);
    int decoded = TransferDecoding.base64(buffer, end);
    if (end == length) {
      return decoded;
    }
    buffer[decoded] = '\n';
    System.arraycopy(buffer, end, buffer, decoded + 1, length - end);
    return decoded + 1 + length - end;
  }

  private int uudecode(int length) {
    int out = 0;
    int at = 0;
    boolean inside = false;
    while (at < length) {
      int end = at;
      while (end < length && buffer[end] != '\n') {
        end++;
      }
      int lineEnd = end > at && buffer[end - 1] == '\r' ? end - 1 : end;
      if (inside) {
        if (lineEnd - at == 3 && buffer[at] == 'e' && buffer[at + 1] == 'n') {
          break;
        }
        // Decoded bytes stay behind the encoded ones: the buffer can be written in place.
        out = Math.min(TransferDecoding.uuLine(buffer, at, lineEnd, buffer, out), end);
      } else {
        inside = lineEnd - at > 6 && buffer[at] == 'b' && buffer[at + 5] == ' ';
      }
      at = end + 1;
    }
    return inside ? out : length;
  }

  private int fill(InputStream in) throws IOException {
    int length = 0;
    while (true) {
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        return length;
      }
      length += read;
    }
  }

  /** LF line ends, in place. */
  private static int plainLines(byte[] bytes, int length) {
    int at = ByteScan.indexOf(bytes, 0, length, (byte) '\r');
    int out = at;
    while (at < length) {
      if (at + 1 == length || bytes[at + 1] != '\n') {
        bytes[out++] = '\n';
      }
      int next = ByteScan.indexOf(bytes, at + 1, length, (byte) '\r');
      System.arraycopy(bytes, at + 1, bytes, out, next - at - 1);
      out += next - at - 1;
      at = next;
    }
    return out;
  }

  /** LF line ends; no NUL, which no store takes. */
  private static String plainLines(String text) {
    if (text.indexOf('\r') < 0 && text.indexOf('\0') < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        out.append('\n');
        if (i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
      } else if (c != 0) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
