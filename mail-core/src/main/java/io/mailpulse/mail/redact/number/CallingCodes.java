package io.mailpulse.mail.redact.number;

/** Country calling codes (ITU-T E.164): one, two or three digits, told by the first ones. */
final class CallingCodes {

  /** Two-digit codes; 1 and 7 have one digit, all others three. */
  private static final String TWO_DIGITS =
      " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63"
          + " 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

  /** The first two digits of codes of three. */
  private static final String THREE_DIGITS =
      " 21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99 ";

  private static final int NORTH_AMERICAN = 11;

  private CallingCodes() {}

  /** Whether an international number, without its plus or zeros, starts with a code in use. */
  static boolean isAssigned(String digits) {
    String two = ' ' + digits.substring(0, 2) + ' ';
    return switch (digits.charAt(0)) {
      case '0' -> false;
      case '1' -> digits.length() == NORTH_AMERICAN && digits.charAt(1) > '1';
      case '7' -> digits.length() == NORTH_AMERICAN;
      default -> TWO_DIGITS.contains(two) || THREE_DIGITS.contains(two);
    };
  }

  /** The national number of an international one, without a trunk zero written in brackets. */
  static String withoutCode(String digits) {
    int code = 3;
    if (digits.charAt(0) == '1' || digits.charAt(0) == '7') {
      code = 1;
    } else if (TWO_DIGITS.contains(' ' + digits.substring(0, 2) + ' ')) {
      code = 2;
    }
    String national = digits.substring(Math.min(code, digits.length()));
    return national.startsWith("0") ? national.substring(1) : national;
  }
}
