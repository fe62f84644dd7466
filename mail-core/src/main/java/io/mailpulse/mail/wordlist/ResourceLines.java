package io.mailpulse.mail.wordlist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Word lists beside the classes: one entry a line, {@code #} starts a comment line. */
public final class ResourceLines {

  private ResourceLines() {}

  /**
   * The entries of a list.
   *
   * @param beside the class whose package holds the list
   */
  public static List<String> of(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the mail-core jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries {@code key = value} of a list, by key in lower case. */
  public static Map<String, String> pairs(Class<?> beside, String name) {
    var pairs = new HashMap<String, String>();
    for (String line : of(beside, name)) {
      int equals = line.indexOf('=');
      pairs.put(
          line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
          line.substring(equals + 1).strip());
    }
    return Map.copyOf(pairs);
  }
}
