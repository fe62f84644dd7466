package io.mailpulse.model.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the lines out of a mail that a machine wrote. A line goes if its shape alone says so, if it
 * stands in armour, or if it only looks so and the line right above or below does too; what is in
 * doubt stays. Each line is read a fixed number of times: linear in the text.
 */
public final class MachineLines {

  private static final String ARMOUR_BEGIN = "-----BEGIN ";
  private static final String ARMOUR_END = "-----END ";

  private MachineLines() {}

  /**
   * The text with blanks in place of machine lines, so that offsets stay.
   *
   * @param text redacted, as the sender wrote it
   * @return of the same length; {@code text} itself if there are no such lines, or if nothing that
   *     could be read is beside them
   */
  public static String blanked(String text) {
    List<int[]> lines = lines(text);
    Shape[] shapes = shapes(text, lines);
    char[] kept = null;
    for (int n = 0; n < shapes.length; n++) {
      if (shapes[n] == Shape.MACHINE || shapes[n] == Shape.LIKELY && hasCompany(shapes, n)) {
        if (kept == null) {
          kept = text.toCharArray();
        }
        java.util.Arrays.fill(kept, lines.get(n)[0], lines.get(n)[1], ' ');
      }
    }
    return kept == null || saysNothing(kept) ? text : new String(kept);
  }

  private static boolean hasCompany(Shape[] shapes, int n) {
    return n > 0 && shapes[n - 1] != Shape.PROSE
        || n + 1 < shapes.length && shapes[n + 1] != Shape.PROSE;
  }

  private static List<int[]> lines(String text) {
    List<int[]> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      lines.add(new int[] {start, end});
      start = end + 1;
    }
    return lines;
  }

  private static Shape[] shapes(String text, List<int[]> lines) {
    Shape[] shapes = new Shape[lines.size()];
    int armourEnds = lastArmourEnd(text, lines);
    boolean armoured = false;
    for (int n = 0; n < shapes.length; n++) {
      Line line = Line.of(text, lines.get(n)[0], lines.get(n)[1]);
      boolean begins = line.startsWith(ARMOUR_BEGIN) && line.endsWith("-----");
      armoured |= begins && n < armourEnds;
      shapes[n] = armoured || begins ? Shape.MACHINE : shape(line);
      armoured &= !line.startsWith(ARMOUR_END);
    }
    return shapes;
  }

  /** Armour without an end is none: nothing behind it may be lost. */
  private static int lastArmourEnd(String text, List<int[]> lines) {
    int at = text.lastIndexOf(ARMOUR_END);
    int n = lines.size() - 1;
    while (at >= 0 && n > 0 && lines.get(n)[0] > at) {
      n--;
    }
    return at < 0 ? -1 : n;
  }

  private static Shape shape(Line line) {
    if (line.isEmpty()) {
      return Shape.PROSE;
    }
    Shape log = LogShapes.of(line);
    if (log == Shape.MACHINE) {
      return log;
    }
    Shape code = CodeShapes.of(line);
    if (code == Shape.MACHINE) {
      return code;
    }
    Shape table = TableShapes.of(line);
    boolean likely = log == Shape.LIKELY || code == Shape.LIKELY || table == Shape.LIKELY;
    return table == Shape.MACHINE || !likely ? table : Shape.LIKELY;
  }

  /** Neither a letter nor a symbol such as an emoji. */
  private static boolean saysNothing(char[] kept) {
    for (char c : kept) {
      if (Character.isLetter(c) || Character.isSurrogate(c) || c >= 0x2600 && c < 0x2800) {
        return false;
      }
    }
    return true;
  }
}
