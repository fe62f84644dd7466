package io.mailpulse.schema;

import java.util.Locale;

/** Whose words a run of the body is. */
public enum SegmentKind {
  /** Written by the sender for this mail. */
  AUTHORED,
  /** Repeated from an earlier mail, with its attribution line. */
  QUOTED,
  /** Name, role and address block under the text. */
  SIGNATURE,
  /** Legal notice, list footer, advertisement or armour of the mail program. */
  DISCLAIMER,
  /** Another mail passed on, with its header block. */
  FORWARDED,
  /** Text of an attached file, below the body; only for tenants that ask for it. */
  ATTACHMENT;

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
  public static SegmentKind fromWireName(String name) {
    for (var value : values()) {
      if (value.wireName.equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException("SegmentKind: no constant is named '" + name + "'");
  }
}
