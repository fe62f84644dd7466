package io.mailpulse.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of all programs. A program has no other's classes on its class path, so the keys of each
 * are committed as a list, {@code keys/PROGRAM.txt}, which a test of that program holds to its
 * options.
 */
public final class KnownKeys {

  /** Programs that read a configuration; each has a list. */
  public static final List<String> PROGRAMS = List.of("stream", "batch");

  private final List<String> patterns;

  private KnownKeys(List<String> patterns) {
    this.patterns = patterns;
  }

  /** The keys of all programs and of some options more. */
  static KnownKeys with(List<Option<?>> own) {
    return new KnownKeys(
        Stream.concat(
                own.stream().map(Option::key), PROGRAMS.stream().flatMap(p -> listed(p).stream()))
            .distinct()
            .toList());
  }

  /** The committed list of a program, a {@code *} standing for any name. */
  public static List<String> listed(String program) {
    String resource = "keys/" + program + ".txt";
    try (var in = KnownKeys.class.getResourceAsStream(resource);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  /** The text of a program's list. */
  public static String list(List<Option<?>> options) {
    var text = new StringBuilder();
    options.forEach(option -> text.append(option.key()).append('\n'));
    return text.toString();
  }

  boolean has(String key) {
    return patterns.stream().anyMatch(pattern -> Option.matches(pattern, key));
  }

  Optional<String> nearest(String key) {
    return KeyDistance.nearest(key, patterns.stream().map(pattern -> filled(pattern, key)));
  }

  /** A pattern with the name that stands in the same place of a key: tenants.acme.languages. */
  private static String filled(String pattern, String key) {
    String[] wanted = pattern.split("\\.", -1);
    String[] found = key.split("\\.", -1);
    if (wanted.length != found.length) {
      return pattern;
    }
    // Not the last part: what ends in a star takes any name, so nothing is misspelt there.
    for (int i = 0; i < wanted.length - 1; i++) {
      if (wanted[i].equals("*")) {
        wanted[i] = found[i];
      }
    }
    return String.join(".", wanted);
  }
}
