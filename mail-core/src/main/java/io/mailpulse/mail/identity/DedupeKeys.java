package io.mailpulse.mail.identity;

import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.header.MessageIds;
import io.mailpulse.mail.mime.ParsedMail;
import io.mailpulse.schema.id.Ids;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;

/**
 * What makes a mail the same mail, whoever exported it: its message id, or else what archives leave
 * alone. Transfer encodings, line ends, added header fields and list footers' blank lines change
 * neither.
 */
public final class DedupeKeys {

  private static final String MESSAGE_ID = "mid:";
  private static final String HASH = "hash:";

  private DedupeKeys() {}

  /** The dedupe key of a mail: {@code mid:} or {@code hash:} and a value. */
  public static String of(ParsedMail mail) {
    return mail.headers()
        .messageId()
        .map(id -> MESSAGE_ID + MessageIds.normalise(id))
        .orElseGet(() -> HASH + hash(mail));
  }

  /** The dedupe key that a mail with this message id has. */
  public static String ofMessageId(String messageId) {
    return MESSAGE_ID + MessageIds.normalise(messageId);
  }

  private static String hash(ParsedMail mail) {
    MailHeaders headers = mail.headers();
    String from = headers.from().isEmpty() ? "" : headers.from().get(0).address();
    String text = mail.body().text();
    return Ids.sha256(
        String.join(
            "\n",
            lettersOf(headers.subject()),
            from.toLowerCase(Locale.ROOT),
            headers.sentAt().map(Instant::toString).orElse(""),
            Long.toString(visibleSize(text)),
            headers.sentAt().isPresent() ? "" : Ids.sha256(lettersOf(text))));
  }

  /** Characters that every exporter keeps: neither blanks nor control characters. */
  private static long visibleSize(String text) {
    return text.chars().filter(c -> c > ' ' && !Character.isSpaceChar(c)).count();
  }

  private static String lettersOf(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    var out = new StringBuilder(normal.length());
    normal.codePoints().filter(Character::isLetterOrDigit).forEach(out::appendCodePoint);
    return out.toString();
  }
}
