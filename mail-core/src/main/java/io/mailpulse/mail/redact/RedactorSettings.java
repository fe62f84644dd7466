package io.mailpulse.mail.redact;

import io.mailpulse.mail.redact.finding.PiiType;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How to redact. Immutable.
 *
 * <p>The pseudonym key is a secret of the deployment: whoever has it can test guesses against
 * tokens. {@link #development()} uses a key that is public in this source and suits only tests and
 * demonstrations; {@link #usesDevelopmentKey()} says so, for start-up checks.
 */
public final class RedactorSettings implements Serializable {

  /** Fewest bytes of a key. */
  public static final int FEWEST_KEY_BYTES = 16;

  /** Hexadecimal digits of a token: 1 in 4 billion that two values of a tenant share one. */
  public static final int DEFAULT_PSEUDONYM_DIGITS = 8;

  private static final int FEWEST_DIGITS = 4;
  private static final int MOST_DIGITS = 32;

  @Serial private static final long serialVersionUID = 1L;

  private static final String DEVELOPMENT_KEY = "mailpulse-development-key-not-for-production";

  private final byte[] key;
  private final int pseudonymDigits;
  private final EnumSet<PiiType> types;

  /** Location of a named-entity bundle; null without one. */
  private final String entities;

  private RedactorSettings(byte[] key, int pseudonymDigits, Set<PiiType> types, String entities) {
    this.key = key.clone();
    this.pseudonymDigits = pseudonymDigits;
    this.types = types.isEmpty() ? EnumSet.noneOf(PiiType.class) : EnumSet.copyOf(types);
    this.entities = entities;
  }

  /**
   * Settings with a key of the deployment, all types and the default token length.
   *
   * @param key at least {@value #FEWEST_KEY_BYTES} bytes
   * @throws IllegalArgumentException if the key is shorter
   */
  public static RedactorSettings withKey(byte[] key) {
    if (key.length < FEWEST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "pseudonym key must have at least "
              + FEWEST_KEY_BYTES
              + " bytes, found "
              + key.length
              + "; take random bytes from a secret store");
    }
    return new RedactorSettings(key, DEFAULT_PSEUDONYM_DIGITS, EnumSet.allOf(PiiType.class), null);
  }

  /** Settings with the public development key. Not for production. */
  public static RedactorSettings development() {
    return withKey(DEVELOPMENT_KEY.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same settings with tokens of another length.
   *
   * @param digits 4 to 32 hexadecimal digits
   * @throws IllegalArgumentException if out of range
   */
  public RedactorSettings withPseudonymDigits(int digits) {
    if (digits < FEWEST_DIGITS || digits > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "pseudonym digits must be " + FEWEST_DIGITS + " to " + MOST_DIGITS + ", found " + digits);
    }
    return new RedactorSettings(key, digits, types, entities);
  }

  /** The same settings for these types only. */
  public RedactorSettings withTypes(Set<PiiType> only) {
    return new RedactorSettings(
        key, pseudonymDigits, Objects.requireNonNull(only, "only"), entities);
  }

  /**
   * The same settings with a model that finds names and addresses beside the rules.
   *
   * @param location of a named-entity bundle, opened where texts are redacted
   */
  public RedactorSettings withEntities(String location) {
    return new RedactorSettings(
        key, pseudonymDigits, types, Objects.requireNonNull(location, "location"));
  }

  /** Whether the key is the one that is public in this source. */
  public boolean usesDevelopmentKey() {
    return new String(key, StandardCharsets.ISO_8859_1).equals(DEVELOPMENT_KEY);
  }

  int pseudonymDigits() {
    return pseudonymDigits;
  }

  Optional<String> entities() {
    return Optional.ofNullable(entities);
  }

  boolean redacts(PiiType type) {
    return types.contains(type);
  }

  /** Pseudonyms under these settings; not thread-safe. */
  public Pseudonyms pseudonyms() {
    return new Pseudonyms(key, pseudonymDigits);
  }
}
