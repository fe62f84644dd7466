package io.mailpulse.local.report;

import io.mailpulse.schema.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The text of a mail with the sentences that decided marked; offsets that do not fit mark nothing.
 *
 * @param pieces what stands before a marked sentence, and the sentence
 * @param rest what follows them
 * @param more characters that are left out
 */
record MarkedText(List<Piece> pieces, String rest, int more) {

  private static final int MOST_CHARACTERS = 1_200;

  /** A marked sentence; {@code side} is {@code for} or {@code against}. */
  record Piece(String before, String marked, String side, String polarity) {}

  static MarkedText of(String text, List<Evidence> evidence) {
    int end = Math.min(text.length(), MOST_CHARACTERS);
    int done = 0;
    List<Piece> pieces = new ArrayList<>();
    for (Evidence span :
        evidence.stream().sorted(Comparator.comparingInt(Evidence::getStart)).toList()) {
      if (span.getStart() < done || span.getEnd() > end || span.getStart() >= span.getEnd()) {
        continue;
      }
      pieces.add(
          new Piece(
              text.substring(done, span.getStart()),
              text.substring(span.getStart(), span.getEnd()),
              span.getPolarity() < 0 ? "against" : "for",
              String.format(Locale.ROOT, "%.2f", span.getPolarity())));
      done = span.getEnd();
    }
    return new MarkedText(pieces, text.substring(done, end), text.length() - end);
  }
}
