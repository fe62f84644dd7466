package io.mailpulse.mail.segment.cue;

import java.util.Locale;

/** What a phrase of the language files says about the line it stands in. */
public enum Cue {
  /** Opens an attribution line: "On", "Am", "Le". */
  ON,
  /** Says that somebody wrote: "wrote", "schrieb", "a écrit". */
  WROTE,
  MONTH,
  WEEKDAY,
  /** Stands between a sender and the one he writes for: "on behalf of". */
  BEHALF,
  /** Labels of header blocks. */
  FROM,
  TO,
  CC,
  BCC,
  DATE,
  SUBJECT,
  REPLY_TO,
  /** A label that may stand in a header block and says nothing we use. */
  OTHER,
  /** Begins the line above an earlier mail that is replied to. */
  ORIGINAL,
  /** Is the line of a help desk above which one is to reply. */
  REPLY_ABOVE,
  /** Says that answers stand below in the earlier mail, often in which colour: "in red". */
  INLINE,
  /** Begins the line above a mail that is passed on. */
  FORWARD,
  /** A subject prefix of a mail passed on. */
  FORWARD_PREFIX,
  /** A subject prefix of a reply. */
  REPLY_PREFIX,
  /** Begins a line that a phone or a mail program adds. */
  MOBILE,
  /** Begins such a line if a device or program is named in it. */
  MOBILE_WITH_DEVICE,
  /** Is such a line if nothing else stands on it. */
  MOBILE_ALONE,
  /** Ends such a line in languages that put the verb last, if a device is named before. */
  MOBILE_VERB,
  /** Begins an invitation to get a program, if it ends with a device: "Get .. for Android". */
  GET,
  /** Names a device, a carrier or a mail program. */
  DEVICE,
  /** Labels a telephone number or an address. */
  CONTACT,
  /** Closes a letter: "Regards", "Mit freundlichen Grüßen". */
  CLOSING,
  /** Begins a line of a list footer. */
  FOOTER,
  /** Says that a paragraph is a legal notice: "intended recipient". */
  NOTICE,
  /** Stands in legal notices among other texts. */
  LEGAL,
  /** The writer speaks of himself, as footers do not: "I", "me". */
  SELF;

  public int bit() {
    return 1 << ordinal();
  }

  static Cue fromKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
