package io.mailpulse.mail.address;

import java.util.Locale;

/**
 * An address of a From, To or Cc field.
 *
 * @param name decoded display name; empty if there is none
 * @param address addr-spec as written, without angle brackets; empty if there is none
 */
public record HeaderAddress(String name, String address) {

  /** Domain in lower case; empty if the address has none. */
  public String domain() {
    int at = address.lastIndexOf('@');
    return at < 0 ? "" : address.substring(at + 1).toLowerCase(Locale.ROOT);
  }

  /** {@code address}, {@code Name <address>}, or {@code Name <>} for a name without address. */
  public String display() {
    return name.isEmpty() ? address : name + " <" + address + ">";
  }
}
