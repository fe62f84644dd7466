package io.mailpulse.settings;

import java.util.Objects;

/**
 * One thing that a deployment may choose. A {@code *} in the key stands for one name that the
 * deployment gives, such as a tenant.
 *
 * @param key dotted name
 * @param type how its text is read
 * @param defaultText default in the same text form; null if the option must be set, empty if it may
 *     be absent
 * @param description one or two sentences for the documentation
 */
public record Option<T>(String key, OptionType<T> type, String defaultText, String description) {

  /** Checks that only the default is absent. */
  public Option {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(description, "description");
  }

  /** An option without which no program starts. */
  public static <T> Option<T> required(String key, OptionType<T> type, String description) {
    return new Option<>(key, type, null, description);
  }

  /** An option that may be absent. */
  public static <T> Option<T> optional(String key, OptionType<T> type, String description) {
    return new Option<>(key, type, "", description);
  }

  /** An option with a default. */
  public static <T> Option<T> of(
      String key, OptionType<T> type, String defaultText, String description) {
    return new Option<>(key, type, defaultText, description);
  }

  /** Whether a configuration without it is a mistake. */
  public boolean isRequired() {
    return defaultText == null;
  }

  /** The option of one name, for a key with a {@code *}. */
  public Option<T> named(String name) {
    return new Option<>(key.replace("*", name), type, defaultText, description);
  }

  /** Whether a key in a file is this option, a {@code *} matching any name. */
  public boolean matches(String candidate) {
    return matches(key, candidate);
  }

  static boolean matches(String pattern, String candidate) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(candidate);
    }
    String before = pattern.substring(0, star);
    String after = pattern.substring(star + 1);
    return candidate.length() > before.length() + after.length()
        && candidate.startsWith(before)
        && candidate.endsWith(after);
  }

  /** What the {@code *} of this option stands for in a key that matches. */
  public String nameIn(String candidate) {
    int star = key.indexOf('*');
    return candidate.substring(star, candidate.length() - (key.length() - star - 1));
  }
}
