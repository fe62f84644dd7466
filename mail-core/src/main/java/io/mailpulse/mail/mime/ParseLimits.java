package io.mailpulse.mail.mime;

import io.mailpulse.mail.fault.MailParseException;
import java.io.Serializable;

/**
 * What one mail may cost. Every breach is a {@link MailParseException} that names the limit.
 *
 * @param maxMessageBytes raw bytes of the whole mail
 * @param maxParts body parts in the mail, those of nested mails included
 * @param maxDepth multiparts and mails inside one another
 * @param maxHeaderBytes bytes of one header section
 * @param maxHeaderCount fields of one header section
 * @param maxBodyChars UTF-16 units of one text part
 */
public record ParseLimits(
    long maxMessageBytes,
    int maxParts,
    int maxDepth,
    int maxHeaderBytes,
    int maxHeaderCount,
    int maxBodyChars)
    implements Serializable {

  /** Checks that every limit is positive. */
  public ParseLimits {
    requirePositive("maxMessageBytes", maxMessageBytes);
    requirePositive("maxParts", maxParts);
    requirePositive("maxDepth", maxDepth);
    requirePositive("maxHeaderBytes", maxHeaderBytes);
    requirePositive("maxHeaderCount", maxHeaderCount);
    requirePositive("maxBodyChars", maxBodyChars);
  }

  /** For mail from the open internet that is read at high rates. */
  public static ParseLimits strict() {
    return new ParseLimits(5L << 20, 200, 8, 64 << 10, 500, 500_000);
  }

  /** For a company's own mail: what the large providers accept. */
  public static ParseLimits defaults() {
    return new ParseLimits(50L << 20, 1_000, 20, 256 << 10, 2_000, 2_000_000);
  }

  /** For archives, where each mail is read once and nothing waits behind it. */
  public static ParseLimits lenient() {
    return new ParseLimits(256L << 20, 10_000, 50, 2 << 20, 20_000, 20_000_000);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, found " + value);
    }
  }
}
