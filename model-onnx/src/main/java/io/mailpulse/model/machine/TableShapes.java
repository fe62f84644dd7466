package io.mailpulse.model.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rows of tables, rulings, lines of order lists and fields of forms. */
final class TableShapes {

  private static final int FEWEST_CELLS = 3;
  private static final int FEWEST_FIELDS = 4;
  private static final int MOST_WORDS_OF_A_CELL = 4;
  private static final int SHORTEST_RULING = 5;
  private static final int MOST_WORDS_OF_AN_ITEM = 10;
  private static final int LONGEST_CELL = 60;
  private static final int DIGITS_OF_A_NUMBER = 4;
  private static final Set<String> CURRENCIES =
      Set.of(
          "€", "$", "£", "¥", "₽", "₺", "₴", "₹", "eur", "usd", "gbp", "chf", "zł", "zl", "pln",
          "kč", "kc", "czk", "ft", "huf", "lei", "ron", "kr", "kr.", "sek", "nok", "dkk", "лв",
          "лв.", "bgn", "руб", "руб.", "грн", "tl", "try", "rp", "idr", "rm", "元", "円", "₪");
  private static final Set<String> PIECES =
      Set.of(
          "x", "×", "*", "pcs", "pc", "stk", "stk.", "stück", "st.", "szt.", "szt", "ks", "db",
          "buc", "шт", "шт.", "бр.", "adet", "uds", "ud.", "stuks", "pz", "kpl", "kom", "τεμ.");

  private TableShapes() {}

  static Shape of(Line line) {
    if (isRuling(line.text()) || isRow(line)) {
      return Shape.MACHINE;
    }
    return isOrdered(line) || isField(line) ? Shape.LIKELY : Shape.PROSE;
  }

  private static boolean isRuling(String text) {
    return text.length() >= SHORTEST_RULING
        && text.chars().allMatch(c -> "-=_+|~# ".indexOf(c) >= 0);
  }

  private static boolean isRow(Line line) {
    List<String> cells = cells(line.text());
    if (cells.size() < FEWEST_CELLS && line.words().size() <= 2) {
      cells = List.of(line.text().split(",", 64));
      if (cells.size() < FEWEST_FIELDS) {
        return false;
      }
    }
    boolean numbersOnly =
        line.words().size() >= FEWEST_CELLS
            && line.words().stream().allMatch(TableShapes::isNumeric);
    if (numbersOnly) {
      return true;
    }
    if (cells.size() < FEWEST_CELLS) {
      return false;
    }
    int numeric = 0;
    for (String cell : cells) {
      if (cell.length() > LONGEST_CELL || words(cell) > MOST_WORDS_OF_A_CELL) {
        return false;
      }
      numeric += isNumeric(cell) ? 1 : 0;
    }
    return numeric * 2 >= cells.size();
  }

  /** What tabs, bars and runs of blanks separate; empty ones left out. */
  private static List<String> cells(String text) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean gap =
          i == text.length()
              || text.charAt(i) == '\t'
              || text.charAt(i) == '|'
              || text.charAt(i) == ' ' && i + 1 < text.length() && text.charAt(i + 1) == ' ';
      if (gap) {
        String cell = text.substring(start, i).trim();
        if (!cell.isEmpty()) {
          cells.add(cell);
        }
        start = i + 1;
      }
    }
    return cells;
  }

  private static int words(String cell) {
    int words = 1;
    for (int i = 0; i < cell.length(); i++) {
      words += cell.charAt(i) == ' ' ? 1 : 0;
    }
    return words;
  }

  /** Digits, perhaps with marks, a currency, or a placeholder in place of all. */
  private static boolean isNumeric(String cell) {
    if (cell.startsWith("<") && cell.endsWith(">") && cell.indexOf(' ') < 0) {
      return true;
    }
    int digits = 0;
    int letters = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      digits += Line.isDigit(c) ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
    }
    return digits > 0 && letters <= 3 && digits >= letters;
  }

  /** A quantity first and a price last: {@code 2 x Blender 39.90 EUR}. */
  private static boolean isOrdered(Line line) {
    if (line.words().size() < 3 || line.words().size() > MOST_WORDS_OF_AN_ITEM) {
      return false;
    }
    int first = line.word(0).equals("-") || line.word(0).equals("*") ? 1 : 0;
    return isQuantity(line, first) && endsInPrice(line);
  }

  private static boolean isQuantity(Line line, int first) {
    String word = line.word(first).toLowerCase(Locale.ROOT);
    int digits = 0;
    while (digits < word.length() && Line.isDigit(word.charAt(digits))) {
      digits++;
    }
    if (digits == 0) {
      return false;
    }
    String unit =
        digits < word.length()
            ? word.substring(digits)
            : line.word(first + 1).toLowerCase(Locale.ROOT);
    return PIECES.contains(unit);
  }

  private static boolean endsInPrice(Line line) {
    int last = line.words().size() - 1;
    String word = line.word(last).toLowerCase(Locale.ROOT);
    if (CURRENCIES.contains(word)) {
      return isNumeric(line.word(last - 1));
    }
    int decimals = Math.max(word.lastIndexOf('.'), word.lastIndexOf(','));
    return decimals > 0
        && isNumeric(word)
        && decimals + 2 < word.length()
        && Line.isDigit(word.charAt(decimals + 1));
  }

  /** {@code Order number: 20481937}: a label, and a value that is only a number or placeholder. */
  private static boolean isField(Line line) {
    int colon = line.text().indexOf(':');
    if (colon <= 0 || colon + 1 >= line.text().length() || colon > LONGEST_CELL) {
      return false;
    }
    String label = line.text().substring(0, colon).trim();
    if (words(label) > MOST_WORDS_OF_A_CELL) {
      return false;
    }
    String value = line.text().substring(colon + 1).trim();
    long digits = value.chars().filter(c -> Line.isDigit((char) c)).count();
    boolean placeholder = value.startsWith("<") && value.indexOf('>') == value.length() - 1;
    return placeholder
        || digits >= DIGITS_OF_A_NUMBER && value.chars().noneMatch(Character::isLetter);
  }
}
