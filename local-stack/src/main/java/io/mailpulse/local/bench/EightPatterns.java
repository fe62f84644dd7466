package io.mailpulse.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Redaction as it is usually done: a pattern for each type of structured data, one after the other,
 * each match replaced by its type. No checksum is checked and no pseudonym made.
 */
final class EightPatterns {

  private record Typed(String token, Pattern pattern) {}

  private final List<Typed> patterns = new ArrayList<>();

  EightPatterns() {
    for (String[] columns : BenchLines.of("patterns.txt", 2)) {
      patterns.add(new Typed("<" + columns[0] + ">", Pattern.compile(columns[1])));
    }
  }

  String redact(String text) {
    String redacted = text;
    for (Typed typed : patterns) {
      redacted = typed.pattern().matcher(redacted).replaceAll(typed.token());
    }
    return redacted;
  }
}
