package io.mailpulse.mail.html;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names that mail programs give to quotes and signatures, from {@code marks.txt}. */
final class MarkNames {
  private static final MarkNames INSTANCE = load("marks.txt");

  private final Map<String, HtmlMark.Kind> exact = new HashMap<>();
  private final Map<String, HtmlMark.Kind> prefixes = new HashMap<>();

  private MarkNames() {}

  static MarkNames get() {
    return INSTANCE;
  }

  /** The mark of an element with this class list, or null. */
  HtmlMark.Kind ofClasses(String classes) {
    int from = 0;
    while (from < classes.length()) {
      int to = from;
      while (to < classes.length() && classes.charAt(to) > ' ') {
        to++;
      }
      if (to > from) {
        var kind = lookUp("class ", classes.substring(from, to));
        if (kind != null) {
          return kind;
        }
      }
      from = to + 1;
    }
    return null;
  }

  /** The mark of an element with this value of an attribute other than class, or null. */
  HtmlMark.Kind of(String attribute, String value) {
    return lookUp(attribute + " ", value);
  }

  private HtmlMark.Kind lookUp(String attribute, String name) {
    String plain = name.startsWith("x_") ? name.substring(2) : name;
    String key = attribute + plain.toLowerCase(Locale.ROOT);
    var kind = exact.get(key);
    if (kind != null || prefixes.isEmpty()) {
      return kind;
    }
    for (var entry : prefixes.entrySet()) {
      if (key.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static MarkNames load(String resource) {
    var names = new MarkNames();
    try (var in = MarkNames.class.getResourceAsStream(resource);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        names.add(line.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read from the class path", e);
    }
    return names;
  }

  private void add(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] parts = line.split(" ");
    if (parts[2].equals("none")) {
      return;
    }
    var kind = HtmlMark.Kind.valueOf(parts[2].toUpperCase(Locale.ROOT));
    String key = parts[0] + " " + parts[1].toLowerCase(Locale.ROOT);
    if (key.endsWith("*")) {
      prefixes.put(key.substring(0, key.length() - 1), kind);
    } else {
      exact.put(key, kind);
    }
  }
}
