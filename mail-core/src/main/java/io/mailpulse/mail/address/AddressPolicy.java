package io.mailpulse.mail.address;

import io.mailpulse.mail.redact.Pseudonyms;
import java.util.Locale;

/** What a tenant lets records say of addresses in headers. */
public enum AddressPolicy {
  /**
   * The local part becomes {@code u} and a keyed pseudonym, the domain stays, the display name
   * goes: {@code u7f3a12bc90@shop.example}.
   */
  PSEUDONYM {
    @Override
    public String apply(HeaderAddress address, String tenantId, Pseudonyms pseudonyms) {
      String whole = address.address().isEmpty() ? address.name() : address.address();
      String value = whole.toLowerCase(Locale.ROOT);
      String local = 'u' + pseudonyms.of(tenantId, "ADDRESS", value, DIGITS);
      return address.domain().isEmpty() ? local : local + '@' + address.domain();
    }
  },

  /** The address stays as it is, with its display name. */
  KEEP {
    @Override
    public String apply(HeaderAddress address, String tenantId, Pseudonyms pseudonyms) {
      return address.display();
    }
  };

  /** Longer than a token's: a tenant writes to more addresses than one mail holds values. */
  private static final int DIGITS = 10;

  /**
   * An address under this policy.
   *
   * @param address address of a header field
   * @param tenantId tenant that owns the mail
   * @param pseudonyms pseudonyms under the deployment's key
   * @return what records may hold
   */
  public abstract String apply(HeaderAddress address, String tenantId, Pseudonyms pseudonyms);
}
