package io.mailpulse.mail.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads resources of the form {@code key word word ...}; lines of {@code #} are comments. */
final class WordLines {

  private WordLines() {}

  static Map<String, List<String>> read(String resource) {
    try (InputStream in = WordLines.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing from mail-core");
      }
      Map<String, List<String>> lines = new LinkedHashMap<>();
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          List<String> words = Arrays.asList(line.trim().split("\\s+"));
          lines
              .computeIfAbsent(words.get(0), key -> new ArrayList<>())
              .addAll(words.subList(1, words.size()));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + resource + " cannot be read", e);
    }
  }
}
