package io.mailpulse.settings;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where a secret is, never the secret itself: it is read on the task manager that needs it and so
 * stays out of the job graph.
 *
 * @param kind where to look
 * @param location name of the variable, path of the file, or for {@link Kind#LITERAL} the value
 */
public record SecretRef(Kind kind, String location) implements Serializable {

  /** Where a secret may be. */
  public enum Kind {
    /** {@code env:NAME}: an environment variable of the task manager. */
    ENV,
    /**
     * {@code file:PATH}: the first line of a file on the task manager, such as a mounted secret.
     */
    FILE,
    /** {@code literal:VALUE}: in the configuration itself; for demos and tests only. */
    LITERAL
  }

  /**
   * Reads a reference; the secret is not looked for.
   *
   * @throws IllegalArgumentException with what was expected; the message never shows the text
   */
  public static SecretRef parse(String text) {
    for (Kind kind : Kind.values()) {
      String prefix = kind.name().toLowerCase(Locale.ROOT) + ':';
      if (text.startsWith(prefix) && text.length() > prefix.length()) {
        return new SecretRef(kind, text.substring(prefix.length()));
      }
    }
    throw new IllegalArgumentException("expected env:NAME, file:PATH or, for demos, literal:VALUE");
  }

  /**
   * Reads the secret.
   *
   * @throws IllegalStateException if the place is empty; the message names the place only
   */
  public String resolve() {
    return resolve(System.getenv());
  }

  String resolve(Map<String, String> environment) {
    String value =
        switch (kind) {
          case ENV -> environment.getOrDefault(location, "");
          case FILE -> firstLine(Path.of(location));
          case LITERAL -> location;
        };
    if (value.isBlank()) {
      throw new IllegalStateException(this + " is empty or missing; set it where the job runs");
    }
    return value;
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The reference; a literal is masked. */
  @Override
  public String toString() {
    return kind == Kind.LITERAL
        ? "literal:***"
        : kind.name().toLowerCase(Locale.ROOT) + ':' + location;
  }
}
