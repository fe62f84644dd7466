package io.mailpulse.mail;

import io.mailpulse.mail.address.HeaderAddress;
import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.language.DetectedLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** What becomes of the texts of a mail on their way into its record. */
interface MailTexts {

  /** The texts of one mail. */
  OfMail of(String tenantId, MailHeaders headers, DetectedLanguage language);

  /** The texts of one mail, counted as they come. */
  interface OfMail {

    /** A text as its record may have it. */
    RecordText text(String text);

    /** An address as its record may have it. */
    String address(HeaderAddress address);

    /** A message id as its record may have it; equal ids stay equal. */
    String messageId(String id);

    /** Whether the record may say that redaction has run over all of it. */
    boolean redacted();

    /** How many values of each type were replaced so far. */
    Map<String, Integer> counts();

    /** Addresses as their record may have them. */
    default List<String> addresses(List<HeaderAddress> addresses) {
      var texts = new ArrayList<String>(addresses.size());
      for (HeaderAddress address : addresses) {
        texts.add(address(address));
      }
      return texts;
    }
  }

  /**
   * A text of a record.
   *
   * @param toOutput from an offset over the mail's own text to one over this
   */
  record RecordText(String text, IntUnaryOperator toOutput) {}
}
