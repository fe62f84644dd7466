package io.mailpulse.generate.language;

import java.util.Locale;

/** What a phrase is for; the name in the files is that of the constant, lower case with dashes. */
public enum Key {
  /** Negative, told plainly. */
  COMPLAINT,
  /** Negative, and angry. */
  ANGER,
  /** Positive. */
  THANKS,
  /** Neutral: asks. */
  QUESTION,
  /** Neutral: tells. */
  NOTICE,
  /** A company asks a customer for something. */
  ASK,
  /** A company answers. */
  ANSWER,
  AWAY,
  AWAY_SUBJECT,
  NEWS,
  NEWS_SUBJECT,
  HELLO,
  /** With a name; languages that would have to decline it have none. */
  HELLO_NAME,
  BYE,
  TOPIC,
  /** Attribution above a quoted mail. */
  WROTE,
  /** Labels of the header block above a quoted mail: from, sent, to, subject. */
  LABELS,
  /** Prefix of a reply's subject. */
  RE,
  /** What a telephone writes below a mail. */
  MOBILE,
  DISCLAIMER,
  PLANT_PHONE,
  PLANT_EMAIL,
  PLANT_IBAN,
  PLANT_CARD,
  PLANT_ADDRESS,
  PLANT_BORN,
  PLANT_PERSON,
  PLANT_LINK,
  PLANT_DEVICE,
  PLANT_SSN,
  PLANT_ID;

  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Name in the files. */
  public String wireName() {
    return wireName;
  }
}
