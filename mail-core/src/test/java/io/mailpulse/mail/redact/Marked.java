package io.mailpulse.mail.redact;

import java.util.ArrayList;
import java.util.List;

/** A text of a test, in which what is personal stands between {@code ⟦} and {@code ⟧}. */
record Marked(String text, List<String> values) {

  static Marked of(String marked) {
    List<String> values = new ArrayList<>();
    String lines = marked.replace("\\n", "\n");
    for (int at = lines.indexOf('⟦'); at >= 0; at = lines.indexOf('⟦', at + 1)) {
      values.add(lines.substring(at + 1, lines.indexOf('⟧', at)));
    }
    return new Marked(lines.replace("⟦", "").replace("⟧", ""), values);
  }

  /** What the redactor replaced, of all types. */
  List<String> found(Redactor redactor) {
    return redactor.redact(text, RedactionContext.of("acme")).spans().stream()
        .map(span -> text.substring(span.start(), span.end()))
        .toList();
  }
}
