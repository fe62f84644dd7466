package io.mailpulse.mail.html;

import java.util.ArrayList;
import java.util.List;

/** One walk over the tokens of a body, with the open blocks on a stack. */
final class HtmlWalk {
  /** A close tag looks this far up for its element, which bounds the work on tag soup. */
  private static final int LOOK_UP = 64;

  private final String html;
  private final HtmlTokens tokens;
  private final TextLines lines;
  private final List<OpenBlock> open = new ArrayList<>();
  private final List<HtmlMark> marks = new ArrayList<>();
  private final LineColours colours = new LineColours();
  private int preformatted;
  private String hiddenBy;
  private int hiddenDepth;
  private int markedSpans;

  HtmlWalk(String html) {
    this.html = html;
    this.tokens = new HtmlTokens(html);
    this.lines = new TextLines(html.length() / 2 + 16);
  }

  HtmlText walk() {
    for (var token = tokens.next(); token != HtmlTokens.Token.END; token = tokens.next()) {
      switch (token) {
        case TEXT -> text();
        case OPEN -> openTag();
        case CLOSE -> closeTag();
        default -> throw new IllegalStateException("token " + token + " after the end");
      }
    }
    closeDownTo(0);
    lines.endLine();
    return new HtmlText(lines.toString(), marks, colours.runs());
  }

  private void text() {
    if (hiddenBy != null) {
      return;
    }
    int i = tokens.textStart();
    int end = tokens.textEnd();
    while (i < end) {
      char c = html.charAt(i);
      if (c == '&') {
        i = Entities.decode(html, i, end, this::character);
      } else {
        character(c);
        i++;
      }
    }
  }

  private void character(char c) {
    if (Entities.isInvisible(c)) {
      return;
    }
    if (preformatted > 0) {
      lines.preformatted(c);
    } else {
      lines.character(c);
    }
    if (c > ' ' && c != '\u00a0') {
      colours.letter(lines.lineNumber());
    }
  }

  private void openTag() {
    String name = tokens.name();
    if (hiddenBy != null) {
      if (name.equals(hiddenBy) && !tokens.selfClosed()) {
        hiddenDepth++;
      }
      return;
    }
    if (HtmlToText.UNSEEN.contains(name)) {
      if (!tokens.selfClosed()) {
        tokens.skipContentOf(name);
      }
      return;
    }
    if (HtmlToText.VOID.contains(name)) {
      voidTag(name);
      return;
    }
    if (Visibility.isHidden(tokens)) {
      if (!tokens.selfClosed()) {
        hiddenBy = name;
        hiddenDepth = 1;
      }
      return;
    }
    colours.open(tokens, name);
    var mark = Markings.of(tokens, name);
    if (HtmlToText.BLOCKS.contains(name)) {
      closeImplied(name);
      open(name, mark);
      if (tokens.selfClosed() && !name.equals("p")) {
        // Browsers read <div/> as an open tag, XHTML mails mean an empty one; both get a line end.
        closeDownTo(open.size() - 1);
      }
    } else if (name.equals("span") && !tokens.selfClosed()) {
      openSpan(mark);
    }
  }

  /** Spans matter only if one is marked; then those inside must not be taken for its end. */
  private void openSpan(HtmlMark.Kind mark) {
    if (mark != null) {
      lines.endLine();
      open("span", mark);
      markedSpans++;
    } else if (markedSpans > 0) {
      open.add(OpenBlock.innerSpan());
    }
  }

  private void voidTag(String name) {
    switch (name) {
      case "br" -> lines.breakLine();
      case "hr" -> {
        lines.endLine();
        var mark = Markings.of(tokens, name);
        marks.add(
            new HtmlMark(
                mark == null ? HtmlMark.Kind.RULE : mark, lines.lineNumber(), lines.lineNumber()));
      }
      case "img" -> image();
      default -> {}
    }
  }

  /** Only a picture that stands for a character is text: mail programs draw emoji so. */
  private void image() {
    String alt = tokens.attribute("alt");
    if (alt.isEmpty() || alt.length() > 16 || Visibility.isHidden(tokens)) {
      return;
    }
    int first = alt.codePointAt(0);
    if (first >= 0x2190 && !Character.isLetterOrDigit(first)) {
      alt.chars().forEach(c -> character((char) c));
    }
  }

  private void open(String name, HtmlMark.Kind mark) {
    var block =
        new OpenBlock(name, mark, Visibility.isPreformatted(tokens), Visibility.isTight(tokens));
    if (mark == HtmlMark.Kind.CITE) {
      lines.cite();
    } else if (mark == HtmlMark.Kind.INDENT) {
      lines.indent();
    } else if (name.equals("td") || name.equals("th")) {
      if (mark != null) {
        lines.endLine();
      } else {
        lines.cell();
      }
    } else if (name.equals("li")) {
      lines.item(bullet());
    } else if (name.equals("p") && !block.tight()) {
      lines.endParagraph();
    } else {
      lines.endLine();
    }
    if (block.preformatted()) {
      preformatted++;
    }
    block.startLine = lines.lineNumber();
    open.add(block);
  }

  private String bullet() {
    for (int i = open.size() - 1; i >= 0 && i >= open.size() - LOOK_UP; i--) {
      var block = open.get(i);
      if (block.name().equals("ol")) {
        countItem(block);
        return block.items + ".";
      }
      if (block.name().equals("ul")) {
        countItem(block);
        return "-";
      }
    }
    return "-";
  }

  private void countItem(OpenBlock list) {
    list.items++;
    if (list.items > 1) {
      lines.joinItem();
    }
  }

  private void closeTag() {
    String name = tokens.name();
    if (hiddenBy != null) {
      if (name.equals(hiddenBy) && --hiddenDepth == 0) {
        hiddenBy = null;
      }
      return;
    }
    if (name.equals("br")) {
      lines.breakLine();
      return;
    }
    colours.close(name);
    int lowest = Math.max(0, open.size() - LOOK_UP);
    for (int i = open.size() - 1; i >= lowest; i--) {
      String candidate = open.get(i).name();
      if (candidate.equals(name)) {
        closeDownTo(i);
        return;
      }
      boolean cell = candidate.equals("td") || candidate.equals("th");
      if (cell && !isTablePart(name)) {
        return;
      }
    }
  }

  private void closeImplied(String name) {
    if (open.isEmpty()) {
      return;
    }
    String top = open.get(open.size() - 1).name();
    boolean closes =
        switch (name) {
          case "li" -> top.equals("li");
          case "td", "th" -> top.equals("td") || top.equals("th");
          case "tr" -> top.equals("tr") || top.equals("td") || top.equals("th");
          case "dt", "dd" -> top.equals("dt") || top.equals("dd");
          default -> top.equals("p") && !isTablePart(name);
        };
    if (closes) {
      closeDownTo(open.size() - 1);
      if (name.equals("tr")) {
        closeImplied(name);
      }
    }
  }

  private void closeDownTo(int size) {
    while (open.size() > size) {
      var block = open.remove(open.size() - 1);
      if (block.isInnerSpan()) {
        continue;
      }
      if (block.preformatted()) {
        preformatted--;
      }
      close(block);
      if (block.mark() != null) {
        markedSpans -= block.name().equals("span") ? 1 : 0;
        marks.add(new HtmlMark(block.mark(), block.startLine, lines.lineNumber()));
      }
    }
  }

  private void close(OpenBlock block) {
    switch (block.name()) {
      case "td", "th" -> {
        if (block.mark() != null) {
          lines.endLine();
        }
      }
      case "p" -> {
        if (block.tight()) {
          lines.endLine();
        } else {
          lines.endParagraph();
        }
      }
      case "li" -> lines.endItem();
      default -> lines.endLine();
    }
    if (block.mark() == HtmlMark.Kind.CITE) {
      lines.endCitation();
    } else if (block.mark() == HtmlMark.Kind.INDENT) {
      lines.outdent();
    }
  }

  private static boolean isTablePart(String name) {
    return switch (name) {
      case "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption" -> true;
      default -> false;
    };
  }
}
