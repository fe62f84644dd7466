package io.mailpulse.mail;

import io.mailpulse.mail.address.HeaderAddress;
import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.language.DetectedLanguage;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Reads mails as they are, without redaction, for somebody who looks at them on one machine. Its
 * records say so, {@link io.mailpulse.schema.RedactedMail} refuses them, and an architecture test
 * holds that no engine reaches this class. One per task, used from one thread.
 */
public final class InspectionReader implements AutoCloseable {

  private final MailReader reader;

  private InspectionReader(MailSettings settings) {
    this.reader = MailReader.open(settings, AsTheyAre.INSTANCE);
  }

  /** Makes a reader; the first of a process loads the language models, which takes seconds. */
  public static InspectionReader create(MailSettings settings) {
    return new InspectionReader(settings);
  }

  /**
   * Reads a mail.
   *
   * @param now its event time if it names none that can be true
   * @param rejected is told why a mail cannot be read
   * @return the mail and those inside it with {@code pii_redacted = false}; none if it was rejected
   */
  public List<EmailRaw> read(MimeMail mail, Instant now, Consumer<DeadLetter> rejected) {
    try {
      return reader.records(mail, now);
    } catch (MailParseException e) {
      rejected.accept(MailReader.letter(mail, e, now));
      return List.of();
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  /** Texts and addresses as the mail has them. */
  private enum AsTheyAre implements MailTexts, MailTexts.OfMail {
    INSTANCE;

    @Override
    public OfMail of(String tenantId, MailHeaders headers, DetectedLanguage language) {
      return this;
    }

    @Override
    public RecordText text(String text) {
      return new RecordText(text, IntUnaryOperator.identity());
    }

    @Override
    public String address(HeaderAddress address) {
      return address.display();
    }

    @Override
    public String messageId(String id) {
      return id;
    }

    @Override
    public boolean redacted() {
      return false;
    }

    @Override
    public Map<String, Integer> counts() {
      return Map.of();
    }
  }
}
