package io.mailpulse.mail.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Follows the colour of the letters through a page and tells which lines are of one lively colour
 * throughout. Black, white and grey are none; links have the colour of their surroundings.
 */
final class LineColours {
  private static final int NONE = -1;
  private static final int UNSEEN = -2;

  /** Difference of the strongest and the weakest part of a colour from which it is no grey. */
  private static final int LIVELY = 64;

  /** Deeper nesting is not followed, which bounds the work on tag soup. */
  private static final int DEEPEST = 64;

  private final List<Open> open = new ArrayList<>();
  private int[] ofLine = {UNSEEN};
  private int seen;

  /** An element that sets the colour, and how many of its name stand open within it. */
  private static final class Open {
    private final String name;
    private final int colour;
    private int inner;

    private Open(String name, int colour) {
      this.name = name;
      this.colour = colour;
    }
  }

  void open(HtmlTokens tokens, String name) {
    if (tokens.selfClosed()) {
      return;
    }
    if (name.equals("p") && !open.isEmpty() && top().name.equals("p")) {
      // Paragraphs do not lie inside each other: this one ends the last.
      open.remove(open.size() - 1);
    }
    int colour = colourOf(tokens, name);
    if (colour != UNSEEN && open.size() < DEEPEST) {
      open.add(new Open(name, colour));
    } else if (!open.isEmpty() && top().name.equals(name)) {
      top().inner++;
    }
  }

  void close(String name) {
    for (int i = open.size() - 1; i >= 0; i--) {
      Open element = open.get(i);
      if (element.name.equals(name)) {
        if (element.inner > 0 && i == open.size() - 1) {
          element.inner--;
        } else {
          open.subList(i, open.size()).clear();
        }
        return;
      }
    }
  }

  /** Notes a letter that stands on a line. */
  void letter(int line) {
    if (line >= ofLine.length) {
      int length = ofLine.length;
      ofLine = Arrays.copyOf(ofLine, Math.max(line + 1, 2 * length));
      Arrays.fill(ofLine, length, ofLine.length, UNSEEN);
    }
    seen = Math.max(seen, line + 1);
    int colour = open.isEmpty() ? NONE : top().colour;
    ofLine[line] = ofLine[line] == UNSEEN || ofLine[line] == colour ? colour : NONE;
  }

  /** Runs of lines of one colour each; empty lines between lines of one colour belong to them. */
  List<HtmlColour> runs() {
    var runs = new ArrayList<HtmlColour>();
    int line = 0;
    while (line < seen) {
      int colour = ofLine[line];
      int end = line + 1;
      int last = end;
      while (colour >= 0 && end < seen && (ofLine[end] == colour || ofLine[end] == UNSEEN)) {
        end++;
        last = ofLine[end - 1] == colour ? end : last;
      }
      if (colour >= 0) {
        runs.add(new HtmlColour(colour, line, last));
      }
      line = last;
    }
    return runs;
  }

  private Open top() {
    return open.get(open.size() - 1);
  }

  private static int colourOf(HtmlTokens tokens, String name) {
    String style = tokens.attribute("style");
    String value = style.isEmpty() ? "" : ofStyle(style);
    if (value.isEmpty() && name.equals("font")) {
      value = tokens.attribute("color");
    }
    return value.isEmpty() ? UNSEEN : lively(value.strip().toLowerCase(Locale.ROOT));
  }

  /** The value of {@code color}, not of {@code background-color}. */
  private static String ofStyle(String style) {
    for (int at = style.indexOf("olor"); at > 0; at = style.indexOf("olor", at + 4)) {
      boolean own = at == 1 || style.charAt(at - 2) == ';' || style.charAt(at - 2) <= ' ';
      int colon = at + 4;
      while (colon < style.length() && style.charAt(colon) <= ' ') {
        colon++;
      }
      if (own && colon < style.length() && style.charAt(colon) == ':') {
        int end = style.indexOf(';', colon);
        return style.substring(colon + 1, end < 0 ? style.length() : end);
      }
    }
    return "";
  }

  private static int lively(String value) {
    int colour =
        switch (value) {
          case "red" -> 0xff0000;
          case "blue" -> 0x0000ff;
          case "green" -> 0x008000;
          case "navy", "darkblue" -> 0x000080;
          case "purple" -> 0x800080;
          case "fuchsia", "magenta" -> 0xff00ff;
          case "orange", "darkorange" -> 0xffa500;
          case "maroon", "darkred" -> 0x800000;
          case "teal" -> 0x008080;
          case "olive" -> 0x808000;
          case "lime" -> 0x00ff00;
          case "crimson" -> 0xdc143c;
          case "brown" -> 0xa52a2a;
          case "royalblue" -> 0x4169e1;
          case "darkgreen" -> 0x006400;
          default -> numeric(value);
        };
    int red = colour >> 16 & 0xff;
    int green = colour >> 8 & 0xff;
    int blue = colour & 0xff;
    int most = Math.max(red, Math.max(green, blue));
    int least = Math.min(red, Math.min(green, blue));
    return colour >= 0 && most - least >= LIVELY ? colour : NONE;
  }

  /** "#c00", "#cc0000" or "rgb(204, 0, 0)"; -1 for all else. */
  private static int numeric(String value) {
    try {
      if (value.startsWith("#") && value.length() == 7) {
        return Integer.parseInt(value, 1, 7, 16);
      }
      if (value.startsWith("#") && value.length() == 4) {
        int parts = Integer.parseInt(value, 1, 4, 16);
        return (parts >> 8 & 0xf) * 0x110000 + (parts >> 4 & 0xf) * 0x1100 + (parts & 0xf) * 0x11;
      }
      if (value.startsWith("rgb(") && value.endsWith(")") && value.length() < 24) {
        String[] parts = value.substring(4, value.length() - 1).split(",");
        return parts.length != 3
            ? NONE
            : Integer.parseInt(parts[0].strip()) << 16
                | Integer.parseInt(parts[1].strip()) << 8
                | Integer.parseInt(parts[2].strip());
      }
    } catch (NumberFormatException e) {
      return NONE;
    }
    return NONE;
  }
}
