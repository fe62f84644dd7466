package io.mailpulse.generate.truth;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * What is true of one arrival of a mail.
 *
 * @param arrival place in the order of arrival, from 0; mails inside others have that of the outer
 * @param source of its record in {@code mail.mime.v1}
 * @param tenantId tenant
 * @param messageId without angle brackets
 * @param emailId id that the mail has in every store
 * @param sha256 digest of the bytes; empty for a mail inside another
 * @param sizeBytes size of the bytes
 * @param outcome read, or dead_letter for a mail that is too broken to be read
 * @param label negative, neutral or positive, as it was meant
 * @param certain whether readers would agree on the label
 * @param kind person, bulk, auto_reply or delivery_report
 * @param language ISO 639-1 code of what its writer wrote
 * @param thread name of its thread, unique within a run
 * @param parent message id of the mail that it answers, or null
 * @param attachedTo message id of the mail that it is attached to, or null
 * @param duplicate whether the mail had arrived before
 * @param held why it came late: disorder, late_parent, or null if it did not
 * @param burst number of its burst, or null
 * @param sentAt Date header
 * @param receivedAt topmost Received header
 * @param planted personal values in it
 */
public record MailTruth(
    long arrival,
    String source,
    String tenantId,
    String messageId,
    String emailId,
    String sha256,
    int sizeBytes,
    String outcome,
    String label,
    boolean certain,
    String kind,
    String language,
    String thread,
    String parent,
    String attachedTo,
    boolean duplicate,
    String held,
    Integer burst,
    Instant sentAt,
    Instant receivedAt,
    List<PlantedValue> planted) {

  /** A mail that can be read. */
  public static final String READ = "read";

  /** A mail that cannot. */
  public static final String DEAD_LETTER = "dead_letter";

  /** Whether it can be read. */
  @JsonIgnore
  public boolean isRead() {
    return outcome.equals(READ);
  }
}
