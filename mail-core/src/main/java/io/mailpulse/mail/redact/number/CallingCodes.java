package io.mailpulse.mail.redact.number;

/** Country calling codes (ITU-T E.164): one, two or three digits, told by the first ones. */
final class CallingCodes {

  /** Two-digit codes; 1 and 7 have one digit, all others three. */
  private static final String TWO_DIGITS =
      " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63"
          + " 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

  private CallingCodes() {}

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
