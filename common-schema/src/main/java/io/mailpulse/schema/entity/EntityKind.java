package io.mailpulse.schema.entity;

/** What a named entity is, as far as redaction wants to know. */
public enum EntityKind {
  /** A person's name, or part of one. */
  PERSON,
  /** A street, or a postcode with its town; never a town alone. */
  POSTAL_ADDRESS
}
