package io.mailpulse.mail.segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables under {@code clients}: what mail programs write, by program and language. */
final class ClientTables {
  private ClientTables() {}

  /** One line of a table; {@code \n} in a cell is a line break. */
  record Row(List<String> cells) {
    String cell(int index) {
      return index < cells.size() ? cells.get(index) : "";
    }

    @Override
    public String toString() {
      return cell(0) + " " + cell(1).lines().findFirst().orElse("");
    }
  }

  static Stream<Row> rows(String table) {
    return lines(table + ".tsv")
        .map(line -> new Row(Stream.of(line.split("\t")).map(ClientTables::unescape).toList()));
  }

  /** A whole mail; {@code owners} holds a letter for each line of the text. */
  record Annotated(String name, String subject, String text, String owners) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Annotated> mails() {
    var mails = new ArrayList<Annotated>();
    for (String line : lines("mails.txt").toList()) {
      if (line.startsWith("= ")) {
        String[] head = line.substring(2).split(" \\| ", 2);
        mails.add(new Annotated(head[0], head[1], "", ""));
      } else {
        var mail = mails.remove(mails.size() - 1);
        String text = mail.text() + (line.isEmpty() ? "" : line.substring(2)) + "\n";
        String owner = line.isEmpty() ? " " : line.substring(0, 1);
        mails.add(new Annotated(mail.name(), mail.subject(), text, mail.owners() + owner));
      }
    }
    return mails.stream();
  }

  private static Stream<String> lines(String resource) {
    try (InputStream in = ClientTables.class.getResourceAsStream("clients/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read from the test class path", e);
    }
  }

  /** Breaks a line at spaces where it would be longer than so many characters. */
  static String wrap(String text, int width) {
    var wrapped = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      if (column > 0 && column + 1 + word.length() > width) {
        wrapped.append('\n');
        column = 0;
      } else if (column > 0) {
        wrapped.append(' ');
        column++;
      }
      wrapped.append(word);
      column += word.length();
    }
    return wrapped.toString();
  }

  /** A sentence of a customer in a script of its own where the language has one. */
  static String complaint(String language) {
    return switch (language.substring(0, 2)) {
      case "ja" -> "ポンプがまた水漏れしています。至急ご連絡ください。";
      case "ko" -> "펌프가 또 샙니다. 빨리 연락 주세요.";
      case "zh" -> "水泵又漏水了，请尽快联系我们。";
      default -> "The pump in hall three leaks again, and nobody calls us back.";
    };
  }

  private static String unescape(String cell) {
    return cell.replace("\\n", "\n");
  }
}
