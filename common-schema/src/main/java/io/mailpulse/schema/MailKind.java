package io.mailpulse.schema;

import java.util.Locale;

/** Who or what wrote a mail. Only {@link #PERSON} counts in thread negativity and KPIs. */
public enum MailKind {
  PERSON,
  /** Newsletters, notifications and list digests. */
  BULK,
  /** Vacation notices and other automatic answers. */
  AUTO_REPLY,
  /** Delivery status notifications (RFC 3464). */
  DELIVERY_REPORT,
  /** Feedback reports (RFC 5965, ARF). */
  FEEDBACK_REPORT,
  /** Calendar invitations and answers. */
  CALENDAR;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in records, topics and tables. */
  public String wireName() {
    return wireName;
  }

  /**
   * Reads a name from a record.
   *
   * @throws IllegalArgumentException if no constant has this name
   */
  public static MailKind fromWireName(String name) {
    for (var value : values()) {
      if (value.wireName.equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException("MailKind: no constant is named '" + name + "'");
  }
}
