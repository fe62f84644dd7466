package io.mailpulse.generate.truth;

/** Kinds of personal values, by the names that redaction has for them. */
public enum ValueKind {
  PERSON,
  EMAIL_ADDRESS,
  PHONE_NUMBER,
  IBAN_CODE,
  CREDIT_CARD,
  POSTAL_ADDRESS,
  DATE_OF_BIRTH,
  URL_SECRET,
  IP_ADDRESS,
  MAC_ADDRESS,
  US_SSN,
  NATIONAL_ID
}
