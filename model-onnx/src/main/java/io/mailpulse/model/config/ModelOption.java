package io.mailpulse.model.config;

/**
 * One model setting that a deployment may choose. A {@code *} at the end of a key stands for a
 * tenant id.
 *
 * @param key dotted name
 * @param type what the documentation says a value is
 * @param defaultText default as a configuration would write it; empty if there is none
 * @param description one or two sentences for the documentation
 */
public record ModelOption(String key, String type, String defaultText, String description) {

  private static final String ANY = "*";

  /** True if a key of a configuration is this option, with any tenant id for the {@code *}. */
  public boolean matches(String candidate) {
    return key.endsWith(ANY)
        ? candidate.length() >= key.length() && candidate.startsWith(prefix())
        : candidate.equals(key);
  }

  String prefix() {
    return key.substring(0, key.length() - ANY.length());
  }
}
