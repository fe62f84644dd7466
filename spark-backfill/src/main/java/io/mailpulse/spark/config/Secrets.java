package io.mailpulse.spark.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Secrets by reference, as the stream's configuration writes them. No message shows a value. */
final class Secrets {

  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";
  private static final String LITERAL = "literal:";

  private Secrets() {}

  /**
   * Reads a secret on the driver.
   *
   * @param reference {@code env:NAME}, {@code file:PATH} (its first line) or {@code literal:VALUE}
   * @throws IllegalArgumentException if there is none; the message names the place only
   */
  static byte[] resolve(String reference) {
    String secret;
    if (reference.startsWith(ENVIRONMENT)) {
      secret = System.getenv().getOrDefault(reference.substring(ENVIRONMENT.length()), "");
    } else if (reference.startsWith(FILE)) {
      secret = firstLine(reference.substring(FILE.length()));
    } else if (reference.startsWith(LITERAL)) {
      secret = reference.substring(LITERAL.length());
    } else {
      throw new IllegalArgumentException(
          "expected env:NAME, file:PATH or, for demos, literal:VALUE");
    }
    if (secret.isBlank()) {
      throw new IllegalArgumentException("there is no secret at that place");
    }
    return secret.getBytes(StandardCharsets.UTF_8);
  }

  private static String firstLine(String path) {
    try (var lines = Files.lines(Path.of(path), StandardCharsets.UTF_8)) {
      return lines.findFirst().orElse("");
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("there is no readable file at that place", e);
    }
  }
}
