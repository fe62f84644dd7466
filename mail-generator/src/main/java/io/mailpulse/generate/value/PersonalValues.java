package io.mailpulse.generate.value;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.language.Person;
import io.mailpulse.generate.truth.ValueKind;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Makes the personal values of somebody who writes in a language. */
public final class PersonalValues {

  private static final String TOKEN_LETTERS =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private final Language language;
  private final Draws draws;

  /** Values of one person. */
  public PersonalValues(Language language, Draws draws) {
    this.language = language;
    this.draws = draws;
  }

  /**
   * A value.
   *
   * @param text what the mail says
   * @param secret the part of it that must not be seen again
   */
  public record Value(String text, String secret) {
    static Value of(String text) {
      return new Value(text, text);
    }
  }

  /** A telephone number of the country. */
  public String phone() {
    return draws.digits(language.pattern("phone").orElseThrow());
  }

  /** A value of a kind. */
  public Value make(ValueKind kind, Person writer) {
    return switch (kind) {
      case PHONE_NUMBER -> Value.of(phone());
      case EMAIL_ADDRESS ->
          Value.of(writer.localPart() + draws.between(100, 9999) + "@second-box.example");
      case IBAN_CODE -> Value.of(iban());
      case CREDIT_CARD -> Value.of(card());
      case POSTAL_ADDRESS -> address();
      case DATE_OF_BIRTH -> Value.of(language.birthday(dayOfBirth()));
      case PERSON -> Value.of(draws.oneOf(language.women()).name());
      case URL_SECRET -> link();
      case IP_ADDRESS -> Value.of("203.0.113." + draws.between(1, 254));
      case MAC_ADDRESS -> Value.of(mac());
      case US_SSN ->
          Value.of(draws.between(101, 599) + "-" + draws.between(11, 99) + draws.digits("-1###"));
      case NATIONAL_ID -> Value.of(nationalId());
    };
  }

  private OffsetDateTime dayOfBirth() {
    return OffsetDateTime.of(1940, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
        .plusDays(draws.below(65 * 365));
  }

  private String iban() {
    String pattern = language.pattern("iban").orElseThrow();
    String country = pattern.substring(0, 2);
    String account = draws.digits(pattern.substring(3));
    return grouped(country + CheckDigits.iban(country, account) + account);
  }

  private String card() {
    String number = draws.digits(draws.chance(0.5) ? "4##############" : "53#############");
    return grouped(number + CheckDigits.luhn(number));
  }

  private static String grouped(String number) {
    StringBuilder out = new StringBuilder(number.length() + 8);
    for (int i = 0; i < number.length(); i++) {
      if (i > 0 && i % 4 == 0) {
        out.append(' ');
      }
      out.append(number.charAt(i));
    }
    return out.toString();
  }

  /** The street with its number is what tells; towns are many people's. */
  private Value address() {
    String pattern = language.pattern("street").orElseThrow();
    StringBuilder out = new StringBuilder(pattern.length());
    for (int i = 0; i < pattern.length(); i++) {
      boolean first = i == 0 || !Character.isDigit(out.charAt(i - 1));
      char c = pattern.charAt(i);
      out.append(c != '#' ? c : (char) ('0' + (first ? draws.between(1, 9) : draws.below(10))));
    }
    String text = out.toString();
    int number = 0;
    while (!Character.isDigit(text.charAt(number))) {
      number++;
    }
    int end = number;
    while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != '،') {
      end++;
    }
    return new Value(text, text.substring(0, end));
  }

  private Value link() {
    StringBuilder token = new StringBuilder(24);
    for (int i = 0; i < 24; i++) {
      token.append(TOKEN_LETTERS.charAt(draws.below(TOKEN_LETTERS.length())));
    }
    return new Value(
        "https://account.shop.example/reset?user=" + draws.between(10, 999) + "&token=" + token,
        token.toString());
  }

  private String mac() {
    StringBuilder out = new StringBuilder("00");
    for (int i = 0; i < 5; i++) {
      out.append(':');
      String octet = Integer.toHexString(draws.below(256));
      out.append(octet.length() == 1 ? "0" : "").append(octet);
    }
    return out.toString();
  }

  private String nationalId() {
    return switch (language.pattern("id").orElseThrow()) {
      case "dni" -> {
        int number = draws.between(10_000_000, 99_999_999);
        yield "" + number + CheckDigits.dni(number);
      }
      case "pesel" -> {
        String digits = draws.between(40, 99) + draws.digits("05") + draws.between(10, 28);
        digits += draws.digits("####");
        yield digits + CheckDigits.pesel(digits);
      }
      case "hetu" -> {
        String day = draws.between(10, 28) + "05" + draws.between(40, 99);
        int number = draws.between(100, 899);
        yield day + "-" + number + CheckDigits.hetu(Integer.parseInt(day + number));
      }
      case "oib" -> {
        String digits = draws.between(1, 9) + draws.digits("#########");
        yield digits + CheckDigits.oib(digits);
      }
      case "tckn" -> {
        String digits = draws.between(1, 9) + draws.digits("########");
        yield digits + CheckDigits.tckn(digits);
      }
      default -> throw new IllegalStateException("no such national number");
    };
  }
}
