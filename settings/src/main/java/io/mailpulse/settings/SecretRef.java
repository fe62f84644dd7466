package io.mailpulse.settings;

import io.mailpulse.settings.aws.AwsSecrets;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where a secret is, never the secret itself: it is read where it is used and so stays out of job
 * graphs and plans.
 *
 * @param kind where to look
 * @param location name of the variable or secret, path of the file, or for {@link Kind#LITERAL} the
 *     value
 */
public record SecretRef(Kind kind, String location) implements Serializable {

  /** Where a secret may be. */
  public enum Kind {
    /** {@code env:NAME}: an environment variable of the process that uses it. */
    ENV,
    /** {@code file:PATH}: the first line of a file, such as a mounted secret. */
    FILE,
    /** {@code aws-secret:NAME} or {@code aws-secret:NAME#FIELD}: AWS Secrets Manager. */
    AWS_SECRET,
    /** {@code literal:VALUE}: in the configuration itself; for demos and tests only. */
    LITERAL;

    private String prefix() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-') + ':';
    }
  }

  /** Where the secrets of one kind are. */
  @FunctionalInterface
  interface Source {
    /** The secret at a place, empty if there is none. */
    String read(String location) throws IOException;
  }

  /**
   * Reads a reference; the secret is not looked for.
   *
   * @throws IllegalArgumentException with what was expected; the message never shows the text
   */
  public static SecretRef parse(String text) {
    for (Kind kind : Kind.values()) {
      String prefix = kind.prefix();
      if (text.startsWith(prefix) && text.length() > prefix.length()) {
        return new SecretRef(kind, text.substring(prefix.length()));
      }
    }
    throw new IllegalArgumentException(
        "expected env:NAME, file:PATH, aws-secret:NAME or, for demos, literal:VALUE");
  }

  /**
   * Reads the secret.
   *
   * @throws IllegalStateException if it is not at its place; the message names the place only
   */
  public String resolve() {
    return resolve(System.getenv());
  }

  String resolve(Map<String, String> environment) {
    Source source =
        switch (kind) {
          case ENV -> name -> environment.getOrDefault(name, "");
          case FILE -> SecretRef::firstLine;
          case AWS_SECRET -> AwsSecrets::read;
          case LITERAL -> value -> value;
        };
    String value;
    try {
      value = source.read(location);
    } catch (IOException | IllegalStateException e) {
      throw new IllegalStateException(this + " cannot be read: " + e.getMessage(), e);
    }
    if (value.isBlank()) {
      throw new IllegalStateException(this + " is empty or missing; set it where the job runs");
    }
    return value;
  }

  private static String firstLine(String path) throws IOException {
    try (var lines = Files.lines(Path.of(path), StandardCharsets.UTF_8)) {
      return lines.findFirst().orElse("");
    } catch (InvalidPathException e) {
      throw new IOException("not a path", e);
    } catch (UncheckedIOException e) {
      // Not its own message: that of undecodable text may quote it.
      throw new IOException("not readable as UTF-8 text", e);
    }
  }

  /** The reference; a literal is masked. */
  @Override
  public String toString() {
    return kind == Kind.LITERAL ? "literal:***" : kind.prefix() + location;
  }
}
