package io.mailpulse.model.entity;

import java.util.Locale;
import java.util.Set;

/** What a label of a token-classification model says, as far as redaction wants to know. */
enum EntityPart {
  /** Nothing that is redacted: outside, organisations, what the rules find by checksum. */
  NONE(Set.of()),
  PERSON(
      Set.of(
          "PER",
          "PERSON",
          "NAME",
          "GIVEN_NAME",
          "GIVENNAME",
          "FIRST_NAME",
          "FIRSTNAME",
          "MIDDLE_NAME",
          "MIDDLENAME",
          "SURNAME",
          "LAST_NAME",
          "LASTNAME")),
  /** Makes an address by itself. */
  STREET(Set.of("STREET", "STREET_NAME", "STREET_ADDRESS", "SECONDARY_ADDRESS", "ADDRESS")),
  POSTCODE(Set.of("ZIP_CODE", "ZIPCODE", "ZIP", "POSTCODE", "POSTAL_CODE")),
  TOWN(Set.of("CITY", "TOWN")),
  /** Belongs to an address that is one without it. */
  DETAIL(Set.of("BUILDING_NUMBER", "HOUSE_NUMBER", "BUILDINGNUM", "STATE", "COUNTY"));

  private final Set<String> labels;

  EntityPart(Set<String> labels) {
    this.labels = labels;
  }

  /**
   * The part that a label names.
   *
   * @param label such as {@code B-GIVEN_NAME}: prefixes of BIO schemes are left out
   */
  static EntityPart of(String label) {
    String name = label.toUpperCase(Locale.ROOT).replace(' ', '_');
    if (name.length() > 2 && (name.charAt(1) == '-' || name.charAt(1) == '_')) {
      name = name.substring(2);
    }
    for (EntityPart part : values()) {
      if (part.labels.contains(name)) {
        return part;
      }
    }
    return NONE;
  }

  boolean isOfAddress() {
    return this != NONE && this != PERSON;
  }
}
