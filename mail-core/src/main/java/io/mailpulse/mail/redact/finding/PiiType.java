package io.mailpulse.mail.redact.finding;

/** Kinds of personal data, by the names that the command line reports. */
public enum PiiType {
  EMAIL_ADDRESS("EMAIL"),
  PHONE_NUMBER("PHONE"),
  CREDIT_CARD("CARD"),
  IBAN_CODE("IBAN"),
  IP_ADDRESS("IP"),
  MAC_ADDRESS("MAC"),
  URL_SECRET("URL"),
  US_SSN("SSN"),
  NATIONAL_ID("ID"),
  DATE_OF_BIRTH("DOB"),
  POSTAL_ADDRESS("ADDRESS"),
  PERSON("PERSON");

  private final String token;

  PiiType(String token) {
    this.token = token;
  }

  /** The name inside tokens, as in {@code <EMAIL_7f3a>}. */
  public String token() {
    return token;
  }
}
