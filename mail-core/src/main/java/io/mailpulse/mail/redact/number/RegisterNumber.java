package io.mailpulse.mail.redact.number;

import static io.mailpulse.mail.redact.number.Checksums.digit;
import static io.mailpulse.mail.redact.number.Checksums.modulo;
import static io.mailpulse.mail.redact.number.Checksums.weighted;

import java.util.function.Predicate;

/**
 * National numbers of digits only. Those whose check is weak (one digit in ten or eleven passes)
 * count only beside a word that names them; those that hold a date or two check digits count where
 * they are written in one piece or in the groups of their country.
 */
enum RegisterNumber {
  GERMANY_TAX(11, true, d -> Checksums.mod11And10(d) && d.charAt(0) != '0'),
  FRANCE_INSEE(
      15,
      false,
      d -> digit(d, 0) <= 2 && digit(d, 0) > 0 && 97 - modulo(d.substring(0, 13), 97) == tail(d, 2),
      new int[] {1, 2, 2, 2, 3, 3, 2}),
  PORTUGAL_TAX(9, true, d -> lastDigit(d, weighted(d, 9, 8, 7, 6, 5, 4, 3, 2))),
  NETHERLANDS_CITIZEN(9, true, d -> weighted(d, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0),
  BELGIUM_REGISTER(
      11,
      false,
      d -> isDay(d, 2, 4) && isBelgian(d),
      new int[] {2, 2, 2, 3, 2},
      new int[] {6, 3, 2}),
  POLAND_PESEL(
      11,
      false,
      d ->
          isDay(d, 4)
              && part(d, 2, 4) % 20 >= 1
              && part(d, 2, 4) % 20 <= 12
              && weighted(d, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0),
  SWEDEN_PERSON(10, false, d -> isDay(d, 2, 4) && Checksums.luhn(d), new int[] {6, 4}),
  SWEDEN_PERSON_LONG(
      12,
      false,
      d -> isDay(d, 4, 6) && isCentury(d) && Checksums.luhn(d.substring(2)),
      new int[] {8, 4}),
  FINLAND_HETU(
      10, false, d -> isDay(d, 2, 0) && part(d, 0, 9) % 31 == digit(d, 9), new int[] {6, 4}),
  NORWAY_BIRTH(11, false, RegisterNumber::isNorwegian, new int[] {6, 5}),
  DENMARK_PERSON(10, true, d -> isDay(d, 2, 0)),
  BRAZIL_CPF(11, false, RegisterNumber::isBrazilian, new int[] {3, 3, 3, 2}),
  CANADA_SIN(9, true, d -> Checksums.luhn(d) && d.charAt(0) != '0'),
  INDIA_AADHAAR(12, false, d -> digit(d, 0) > 1 && Checksums.verhoeff(d), new int[] {4, 4, 4}),
  KOREA_RESIDENT(
      13,
      false,
      d ->
          isDay(d, 2, 4)
              && (11 - weighted(d, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10 == digit(d, 12),
      new int[] {6, 7}),
  TURKEY_CITIZEN(11, false, RegisterNumber::isTurkish),
  SOUTH_AFRICA_ID(
      13,
      false,
      d -> isDay(d, 2, 4) && digit(d, 10) <= 2 && Checksums.luhn(d),
      new int[] {6, 4, 3}),
  ROMANIA_CNP(
      13,
      false,
      d ->
          d.charAt(0) != '0'
              && isDay(d, 3, 5)
              && weighted(d, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11 % 10 == digit(d, 12)),
  BULGARIA_EGN(
      10,
      true,
      d -> isDay(d, 4) && weighted(d, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == digit(d, 9)),
  CZECHIA_SLOVAKIA_BIRTH(
      10,
      false,
      d -> isDay(d, 4) && part(d, 2, 4) % 50 % 20 <= 12 && modulo(d, 11) == 0,
      new int[] {6, 4}),
  ESTONIA_LITHUANIA_PERSON(11, false, d -> isDay(d, 3, 5) && isBaltic(d)),
  CROATIA_OIB(11, true, Checksums::mod11And10),
  GREECE_AMKA(11, true, d -> isDay(d, 2, 0) && Checksums.luhn(d)),
  SWITZERLAND_AHV(
      13, false, d -> d.startsWith("756") && Checksums.ean13(d), new int[] {3, 4, 4, 2}),
  UNITED_KINGDOM_NHS(
      10, true, d -> (11 - weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(d, 9)),
  AUSTRALIA_TFN(9, true, d -> weighted(d, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0),
  THAILAND_CITIZEN(
      13,
      true,
      d -> (11 - weighted(d, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 10 == digit(d, 12)),
  ISRAEL_ID(9, true, Checksums::luhn);

  private final int length;
  private final boolean namedOnly;
  private final Predicate<String> check;
  private final int[][] shapes;

  RegisterNumber(int length, boolean namedOnly, Predicate<String> check, int[]... shapes) {
    this.length = length;
    this.namedOnly = namedOnly;
    this.check = check;
    this.shapes = shapes;
  }

  int length() {
    return length;
  }

  /** Whether a word beside the number must name it. */
  boolean isNamedOnly() {
    return namedOnly;
  }

  boolean accepts(String digits) {
    return check.test(digits);
  }

  /** Whether the groups are those of the country, or one piece. */
  boolean isGrouped(NumberRun run, int groups) {
    if (groups == 1) {
      return true;
    }
    for (int[] shape : shapes) {
      boolean same = shape.length == groups;
      for (int i = 0; same && i < groups; i++) {
        same = run.length(i) == shape[i];
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  private static int part(String digits, int from, int to) {
    return Integer.parseInt(digits.substring(from, to));
  }

  private static int tail(String digits, int count) {
    return part(digits, digits.length() - count, digits.length());
  }

  private static boolean isDay(String digits, int dayAt) {
    int day = part(digits, dayAt, dayAt + 2);
    return day >= 1 && day <= 31;
  }

  private static boolean isDay(String digits, int monthAt, int dayAt) {
    return Dates.isMonthAndDay(part(digits, monthAt, monthAt + 2), part(digits, dayAt, dayAt + 2));
  }

  private static boolean isCentury(String digits) {
    return digits.startsWith("19") || digits.startsWith("20");
  }

  private static boolean lastDigit(String digits, int sum) {
    int check = 11 - sum % 11;
    return (check > 9 ? 0 : check) == digit(digits, digits.length() - 1);
  }

  private static boolean isBelgian(String d) {
    String number = d.substring(0, 9);
    return 97 - modulo(number, 97) == tail(d, 2) || 97 - modulo('2' + number, 97) == tail(d, 2);
  }

  private static boolean isNorwegian(String d) {
    return isDay(d, 2, 0)
        && (11 - weighted(d, 3, 7, 6, 1, 8, 9, 4, 5, 2) % 11) % 11 == digit(d, 9)
        && (11 - weighted(d, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(d, 10);
  }

  private static boolean isBrazilian(String d) {
    return d.chars().distinct().count() > 1
        && weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(d, 9)
        && weighted(d, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(d, 10);
  }

  private static boolean isTurkish(String d) {
    int odd = weighted(d, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    int even = weighted(d, 0, 1, 0, 1, 0, 1, 0, 1);
    return d.charAt(0) != '0'
        && Math.floorMod(odd * 7 - even, 10) == digit(d, 9)
        && (odd + even + digit(d, 9)) % 10 == digit(d, 10);
  }

  private static boolean isBaltic(String d) {
    int check = weighted(d, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
    if (check == 10) {
      check = weighted(d, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
    }
    return d.charAt(0) != '0' && d.charAt(0) != '9' && check == digit(d, 10);
  }
}
