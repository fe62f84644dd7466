package io.mailpulse.mail.kind;

import io.mailpulse.mail.header.HeaderParameters;

/**
 * What the headers of a part declare, as far as it tells a mail's kind.
 *
 * @param place where it stands in the mail
 * @param mediaType in lower case
 * @param disposition {@code attachment}, {@code inline} or none
 * @param calendarMethod in lower case; empty if it is no calendar part or has none
 */
public record DeclaredPart(
    Place place,
    String mediaType,
    HeaderParameters contentType,
    HeaderParameters disposition,
    String calendarMethod) {

  /** Whether a part is the mail's whole content or one within it. */
  public enum Place {
    ROOT,
    WITHIN
  }

  boolean isRoot() {
    return place == Place.ROOT;
  }

  boolean isAttached() {
    return disposition.value().equals("attachment");
  }
}
