package io.mailpulse.mail.redact.number;

import static io.mailpulse.mail.redact.number.Checksums.digit;

import io.mailpulse.mail.redact.word.Letters;
import java.util.function.Predicate;

/** National numbers of letters and digits, by their form and check character. */
enum RegisterCode {
  UNITED_KINGDOM_NINO("AA999999A", RegisterCode::isInsurance),
  SPAIN_NIF("99999999A", c -> isSpanish(c.substring(0, 8), c.charAt(8))),
  SPAIN_NIE(
      "A9999999A",
      c ->
          "XYZ".indexOf(c.charAt(0)) >= 0
              && isSpanish("XYZ".indexOf(c.charAt(0)) + c.substring(1, 8), c.charAt(8))),
  SINGAPORE_NRIC("A9999999A", RegisterCode::isSingaporean),
  ITALY_FISCAL("AAAAAA99A99A999A", RegisterCode::isItalian),
  FRANCE_CORSICA("999999A99999999", RegisterCode::isCorsican),
  FINLAND_HETU("999999A999A", RegisterCode::isFinnish),
  FINLAND_HETU_DIGIT("999999A9999", RegisterCode::isFinnish),
  FINLAND_HETU_1900("999999999A", c -> isFinnish(c.substring(0, 6) + 'Y' + c.substring(6))),
  CHINA_RESIDENT("99999999999999999*", RegisterCode::isChinese),
  MEXICO_CURP("AAAA999999AAAAAA*9", RegisterCode::isMexican),
  GERMANY_PENSION("99999999A999", RegisterCode::isGermanPension),
  HONG_KONG_ID("A999999*", RegisterCode::isHongKong);

  private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  private static final String CURP = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";

  /** Values of letters and digits at odd places of an Italian code, A to Z and 0 to 9 alike. */
  private static final int[] ITALIAN_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private final String form;
  private final Predicate<String> check;

  RegisterCode(String form, Predicate<String> check) {
    this.form = form;
    this.check = check;
  }

  /** Length in characters, separators left out. */
  int length() {
    return form.length();
  }

  /**
   * Whether a code has the form and the check character.
   *
   * @param code upper case, without separators
   */
  boolean accepts(String code) {
    if (code.length() != form.length()) {
      return false;
    }
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      boolean fits =
          switch (form.charAt(i)) {
            case 'A' -> c >= 'A' && c <= 'Z';
            case '9' -> Letters.isDigit(c);
            default -> true;
          };
      if (!fits) {
        return false;
      }
    }
    return check.test(code);
  }

  private static boolean isInsurance(String c) {
    String prefix = c.substring(0, 2);
    return "DFIQUV".indexOf(c.charAt(0)) < 0
        && "DFIOQUV".indexOf(c.charAt(1)) < 0
        && !" BG GB KN NK NT TN ZZ ".contains(prefix)
        && c.charAt(8) <= 'D';
  }

  private static boolean isSpanish(String digits, char letter) {
    return SPANISH.charAt(Integer.parseInt(digits) % 23) == letter;
  }

  private static boolean isSingaporean(String c) {
    int sum = Checksums.weighted(c.substring(1, 8), 2, 7, 6, 5, 4, 3, 2);
    return switch (c.charAt(0)) {
      case 'S' -> "JZIHGFEDCBA".charAt(sum % 11) == c.charAt(8);
      case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11) == c.charAt(8);
      case 'F' -> "XWUTRQPNMLK".charAt(sum % 11) == c.charAt(8);
      case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11) == c.charAt(8);
      default -> false;
    };
  }

  private static boolean isItalian(String c) {
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      char at = c.charAt(i);
      int value = Letters.isDigit(at) ? at - '0' : at - 'A';
      sum += i % 2 == 0 ? ITALIAN_ODD[value] : value;
    }
    return sum % 26 == c.charAt(15) - 'A';
  }

  private static boolean isCorsican(String c) {
    char department = c.charAt(6);
    if (c.charAt(5) != '2' || department != 'A' && department != 'B') {
      return false;
    }
    String digits = c.substring(0, 5) + (department == 'A' ? "19" : "18") + c.substring(7);
    return 97 - Checksums.modulo(digits.substring(0, 13), 97)
        == Integer.parseInt(digits.substring(13));
  }

  private static boolean isFinnish(String c) {
    int number = Integer.parseInt(c.substring(0, 6) + c.substring(7, 10));
    int day = Integer.parseInt(c.substring(0, 2));
    int month = Integer.parseInt(c.substring(2, 4));
    return Dates.isMonthAndDay(month, day)
        && "ABCDEFYXWVU".indexOf(c.charAt(6)) >= 0
        && FINNISH.charAt(number % 31) == c.charAt(10);
  }

  private static boolean isChinese(String c) {
    int sum = Checksums.weighted(c, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
    int month = digit(c, 10) * 10 + digit(c, 11);
    int day = digit(c, 12) * 10 + digit(c, 13);
    boolean century = c.startsWith("19", 6) || c.startsWith("20", 6);
    return century
        && Dates.isMonthAndDay(month, day)
        && "10X98765432".charAt(sum % 11) == c.charAt(17);
  }

  private static boolean isMexican(String c) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += CURP.indexOf(c.charAt(i)) * (18 - i);
    }
    return (c.charAt(10) == 'H' || c.charAt(10) == 'M' || c.charAt(10) == 'X')
        && (10 - sum % 10) % 10 == digit(c, 17);
  }

  private static boolean isGermanPension(String c) {
    int letter = c.charAt(8) - 'A' + 1;
    String digits = c.substring(0, 8) + letter / 10 + letter % 10 + c.substring(9, 11);
    int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int product = digit(digits, i) * weights[i];
      sum += product / 10 + product % 10;
    }
    int month = Integer.parseInt(c.substring(4, 6));
    return month >= 1 && month <= 12 && sum % 10 == digit(c, 11);
  }

  private static boolean isHongKong(String c) {
    int sum = 36 * 9 + (c.charAt(0) - 'A' + 10) * 8;
    for (int i = 1; i < 7; i++) {
      sum += digit(c, i) * (8 - i);
    }
    int check = (11 - sum % 11) % 11;
    return c.charAt(7) == (check == 10 ? 'A' : (char) ('0' + check));
  }
}
