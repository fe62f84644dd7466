package io.mailpulse.generate.language;

/**
 * Somebody who writes.
 *
 * @param name as in headers and signatures
 * @param localPart of the address, ASCII
 * @param gender decides the form that a phrase takes
 */
public record Person(String name, String localPart, Gender gender) {

  /** How grammar speaks of a person. */
  public enum Gender {
    MAN,
    WOMAN
  }
}
