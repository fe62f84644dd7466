package io.mailpulse.local.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * The least that reading a mail with mime4j's pull parser can cost: three header fields and the
 * first text, decoded as declared. No address, no date, no attachment, nothing mended.
 */
final class BarePull {

  private String subject;
  private String from;
  private String messageId;
  private String plain;
  private String html;

  private BarePull() {}

  /** The text of a mail; empty if it has none. */
  static String read(byte[] mail) {
    var pull = new BarePull();
    try {
      pull.pull(new ByteArrayInputStream(mail));
    } catch (IOException | MimeException e) {
      // A mail that breaks the bare loop costs what it took until then.
      return "";
    }
    String text = pull.plain != null ? pull.plain : pull.html;
    return text == null ? "" : text;
  }

  private void pull(InputStream mail) throws IOException, MimeException {
    var tokens = new MimeTokenStream(MimeConfig.PERMISSIVE);
    tokens.parse(mail);
    for (EntityState state = tokens.getState();
        state != EntityState.T_END_OF_STREAM;
        state = tokens.next()) {
      if (state == EntityState.T_FIELD) {
        field(tokens.getField());
      } else if (state == EntityState.T_BODY) {
        body(tokens);
      }
    }
  }

  private void field(Field field) {
    String name = field.getName();
    if (subject == null && name.equalsIgnoreCase("Subject")) {
      subject = DecoderUtil.decodeEncodedWords(field.getBody(), DecodeMonitor.SILENT);
    } else if (from == null && name.equalsIgnoreCase("From")) {
      from = field.getBody();
    } else if (messageId == null && name.equalsIgnoreCase("Message-ID")) {
      messageId = field.getBody();
    }
  }

  private void body(MimeTokenStream tokens) throws IOException {
    BodyDescriptor descriptor = tokens.getBodyDescriptor();
    String type = descriptor.getMimeType();
    if (type.equals("text/plain") && plain == null) {
      plain = text(tokens, descriptor);
    } else if (type.equals("text/html") && html == null) {
      html = text(tokens, descriptor);
    }
  }

  private static String text(MimeTokenStream tokens, BodyDescriptor descriptor) throws IOException {
    return new String(
        tokens.getDecodedInputStream().readAllBytes(), charset(descriptor.getCharset()));
  }

  private static Charset charset(String name) {
    try {
      return name == null ? StandardCharsets.US_ASCII : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }
}
