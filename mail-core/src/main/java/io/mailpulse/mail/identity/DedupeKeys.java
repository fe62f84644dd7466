package io.mailpulse.mail.identity;

import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.header.MessageIds;
import io.mailpulse.mail.mime.ParsedMail;
import io.mailpulse.schema.id.Ids;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What makes a mail the same mail, whoever exported it: its message id and when it was sent, or
 * else what archives leave alone. Transfer encodings, line ends, added header fields and list
 * footers' blank lines change neither. A mail's key is told by the mail alone, so that it does not
 * depend on which of several came first.
 */
public final class DedupeKeys {

  private static final String MESSAGE_ID = "mid:";
  private static final String HASH = "hash:";
  private static final char BAR = '|';

  private DedupeKeys() {}

  /**
   * The dedupe key of a mail: {@code mid:}, the message id and, behind a bar, the second of the
   * epoch at which it was sent; or {@code hash:} and a value.
   */
  public static String of(ParsedMail mail, MailIdentity identity) {
    return shown(mail, identity, UnaryOperator.identity());
  }

  /**
   * The dedupe key as a record may have it.
   *
   * @param form from a message id to what the record may have of it
   */
  public static String shown(ParsedMail mail, MailIdentity identity, UnaryOperator<String> form) {
    return mail.headers()
        .messageId()
        .map(id -> of(form.apply(id), mail.headers().sentAt(), identity))
        .orElseGet(() -> HASH + hash(mail));
  }

  private static String of(String messageId, Optional<Instant> sentAt, MailIdentity identity) {
    String id = ofMessageId(messageId);
    return sentAt
        .filter(at -> identity == MailIdentity.MESSAGE_ID_AND_DATE)
        .map(at -> withTime(id, at))
        .orElse(id);
  }

  /** The key of a thread whose root has this message id: replies know it, and not when it was. */
  public static String ofMessageId(String messageId) {
    return MESSAGE_ID + MessageIds.normalise(messageId);
  }

  private static String withTime(String key, Instant at) {
    return key + BAR + at.getEpochSecond();
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
