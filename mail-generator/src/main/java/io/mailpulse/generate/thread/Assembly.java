package io.mailpulse.generate.thread;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.mime.FieldLines;
import io.mailpulse.generate.mime.Part;
import io.mailpulse.generate.mime.TransferEncoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts parts together as a program does: charset, transfer encodings, alternatives, files. */
final class Assembly {

  /** Longer lines (RFC 5322 allows 998 bytes) are encoded. */
  private static final int LONGEST_LINE = 900;

  /** Multiparts inside one another that no preset reads. */
  private static final int TOO_DEEP = 60;

  private final Charset charset;
  private final Draws draws;

  /** An assembly in one charset. */
  Assembly(Charset charset, Draws draws) {
    this.charset = charset;
    this.draws = draws;
  }

  /** The preferred charset if it has all characters, else UTF-8. */
  static Charset charsetFor(Charset preferred, String text) {
    return preferred.equals(StandardCharsets.UTF_8) || preferred.newEncoder().canEncode(text)
        ? preferred
        : StandardCharsets.UTF_8;
  }

  FieldLines fields() {
    return new FieldLines(charset);
  }

  /** The text of a letter in the parts that its program makes. */
  Part letter(Letter letter, Client client) {
    return switch (client) {
      case PLAIN, PHONE, FORM -> text("plain", letter.plain());
      case HTML_ONLY -> text("html", letter.html());
      case WEB, OFFICE ->
          multi("alternative", List.of(text("plain", letter.plain()), text("html", letter.html())));
    };
  }

  Part text(String subtype, String text) {
    return Part.Leaf.text(subtype, text, charset, encoding(text));
  }

  Part multi(String subtype, List<Part> parts) {
    return new Part.Multi(subtype, "=_" + Long.toHexString(draws.bits()), parts);
  }

  /** A content with files behind it. */
  Part withFiles(Part content, List<Part> files) {
    if (files.isEmpty()) {
      return content;
    }
    List<Part> parts = new ArrayList<>();
    parts.add(content);
    parts.addAll(files);
    return multi("mixed", parts);
  }

  /** A content that lies deeper than anybody reads. */
  Part tooDeep(Part content) {
    Part nested = content;
    for (int depth = 0; depth < TOO_DEEP; depth++) {
      nested = multi("mixed", List.of(nested));
    }
    return nested;
  }

  /** A file of random content. */
  Part file(String name, int size) {
    byte[] content = new byte[size];
    for (int i = 0; i < size; i += Long.BYTES) {
      long bits = draws.bits();
      for (int k = 0; k < Long.BYTES && i + k < size; k++) {
        content[i + k] = (byte) (bits >>> 8 * k);
      }
    }
    byte[] head = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, content, 0, head.length);
    return Part.Leaf.file("application/pdf", name, content);
  }

  private TransferEncoding encoding(String text) {
    boolean shifts = charset.name().startsWith("ISO-2022");
    if (shifts || StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      return TransferEncoding.SEVEN_BIT;
    }
    int which = draws.below(10);
    if (which < 2 && text.lines().allMatch(line -> line.getBytes(charset).length < LONGEST_LINE)) {
      return TransferEncoding.EIGHT_BIT;
    }
    return which < 6 ? TransferEncoding.QUOTED_PRINTABLE : TransferEncoding.BASE64;
  }
}
