package io.mailpulse.generate.value;

/** Check digits of cards, accounts and national numbers. */
final class CheckDigits {

  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String HETU_MARKS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  private static final int[] PESEL_WEIGHTS = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};

  private CheckDigits() {}

  /** The last digit of a card's number (Luhn). */
  static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit * 2 : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return (10 - sum % 10) % 10;
  }

  /** The two digits behind an IBAN's country (ISO 7064, MOD 97-10). */
  static String iban(String country, String account) {
    int rest = 0;
    for (char c : (account + country + "00").toCharArray()) {
      int value = Character.digit(c, 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    int check = 98 - rest;
    return (check < 10 ? "0" : "") + check;
  }

  /** The letter of a Spanish DNI. */
  static char dni(int number) {
    return DNI_LETTERS.charAt(number % DNI_LETTERS.length());
  }

  /** The mark of a Finnish personal identity code, from its nine digits. */
  static char hetu(int number) {
    return HETU_MARKS.charAt(number % HETU_MARKS.length());
  }

  /** The last digit of a Polish PESEL. */
  static int pesel(String tenDigits) {
    int sum = 0;
    for (int i = 0; i < PESEL_WEIGHTS.length; i++) {
      sum += PESEL_WEIGHTS[i] * (tenDigits.charAt(i) - '0');
    }
    return (10 - sum % 10) % 10;
  }

  /** The last digit of a Croatian OIB (ISO 7064, MOD 11,10). */
  static int oib(String tenDigits) {
    int rest = 10;
    for (char c : tenDigits.toCharArray()) {
      rest = (rest + c - '0') % 10;
      rest = (rest == 0 ? 10 : rest) * 2 % 11;
    }
    return (11 - rest) % 10;
  }

  /** The last two digits of a Turkish identity number. */
  static String tckn(String nineDigits) {
    int odd = 0;
    int even = 0;
    for (int i = 0; i < nineDigits.length(); i++) {
      if (i % 2 == 0) {
        odd += nineDigits.charAt(i) - '0';
      } else {
        even += nineDigits.charAt(i) - '0';
      }
    }
    int tenth = Math.floorMod(odd * 7 - even, 10);
    return "" + tenth + (odd + even + tenth) % 10;
  }
}
