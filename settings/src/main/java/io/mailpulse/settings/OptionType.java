package io.mailpulse.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the text of an option is read.
 *
 * @param name what the documentation calls it
 * @param parser reads a text that is not blank; throws IllegalArgumentException with what it
 *     expected
 */
public record OptionType<T>(String name, Function<String, T> parser) {

  private static final String WITH_SECRETS = "text, with ${secret:REFERENCE}";
  private static final String SECRET = "secret reference";

  /** Whether a text of this type is for nobody's eyes, not even a mistyped one. */
  boolean isSecret() {
    return name.equals(SECRET) || name.equals(WITH_SECRETS);
  }

  /** Any text. */
  public static OptionType<String> text() {
    return new OptionType<>("text", Function.identity());
  }

  /** Any text; {@link SecretText} says how it refers to secrets. */
  public static OptionType<String> textWithSecrets() {
    return new OptionType<>(WITH_SECRETS, SecretText::check);
  }

  /** A day in UTC. */
  public static OptionType<LocalDate> day() {
    return new OptionType<>(
        "day",
        text -> {
          try {
            return LocalDate.parse(text);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a day such as 2026-03-01", e);
          }
        });
  }

  /** Yes or no. */
  public static OptionType<Boolean> flag() {
    return new OptionType<>(
        "true | false",
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("expected true or false");
          }
          return text.equals("true");
        });
  }

  /** Brokers as Kafka's clients read them; IPv6 addresses stand in brackets. */
  public static OptionType<String> brokers() {
    return new OptionType<>(
        "host:port, ...",
        text -> {
          for (String broker : text.split(",", -1)) {
            checkBroker(broker.strip());
          }
          return text;
        });
  }

  /** Comma separated texts, blank ones left out. */
  public static OptionType<List<String>> list() {
    return new OptionType<>(
        "list",
        text ->
            Arrays.stream(text.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList());
  }

  /** A whole number in a range, both ends included. */
  public static OptionType<Integer> integer(int min, int max) {
    return new OptionType<>(
        "integer, " + min + " to " + max,
        text -> {
          int value = (int) number(text, min, max, "a whole number");
          if (!text.equals(Integer.toString(value))) {
            throw new IllegalArgumentException("expected a whole number");
          }
          return value;
        });
  }

  /** A number from 0 to 1. */
  public static OptionType<Double> fraction() {
    return new OptionType<>("number, 0 to 1", text -> number(text, 0, 1, "a number"));
  }

  /** A duration in a range, as {@link DurationText} reads it. */
  public static OptionType<Duration> duration(Duration min, Duration max) {
    return new OptionType<>(
        "duration, " + DurationText.write(min) + " to " + DurationText.write(max),
        text -> DurationText.read(text, min, max));
  }

  /** A path or URI, of one of the schemes if any are named. */
  public static OptionType<URI> uri(String... schemes) {
    return new OptionType<>(
        schemes.length == 0 ? "path or URI" : "URI (" + String.join(", ", schemes) + ')',
        text -> readUri(text, List.of(schemes)));
  }

  /** Where a secret is. */
  public static OptionType<SecretRef> secret() {
    return new OptionType<>(SECRET, SecretRef::parse);
  }

  /** An address that can be asked: with a host, and without a user, whose password would show. */
  public static OptionType<URI> address(String... schemes) {
    List<String> known = List.of(schemes);
    String name = "URI (" + String.join(", ", schemes) + ')';
    return new OptionType<>(
        name,
        text -> {
          URI uri;
          try {
            uri = new URI(text);
          } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected " + name + ": " + e.getReason(), e);
          }
          if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException("expected an address without a user, found one");
          }
          if (!isOneOf(known, uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                "expected "
                    + String.join(":// or ", schemes)
                    + "://, then a host of letters, digits, '-' and '.'");
          }
          return uri;
        });
  }

  /** A secret whose length is known here only if it is a literal; else where it is read. */
  public static OptionType<SecretRef> key(int fewestBytes) {
    return new OptionType<>(
        SECRET,
        text -> {
          SecretRef secret = SecretRef.parse(text);
          if (secret.kind() == SecretRef.Kind.LITERAL
              && secret.location().getBytes(StandardCharsets.UTF_8).length < fewestBytes) {
            throw new IllegalArgumentException("expected at least " + fewestBytes + " bytes");
          }
          return secret;
        });
  }

  /** One of an enum's constants, in small letters with hyphens. */
  public static <E extends Enum<E>> OptionType<E> choice(Class<E> type) {
    Map<String, E> names =
        Arrays.stream(type.getEnumConstants())
            .collect(
                Collectors.toMap(
                    OptionType::nameOf, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    String expected = String.join(" | ", names.keySet());
    return new OptionType<>(
        expected,
        text -> {
          E value = names.get(text);
          if (value == null) {
            throw new IllegalArgumentException("expected " + expected);
          }
          return value;
        });
  }

  private static void checkBroker(String broker) {
    int colon = broker.lastIndexOf(':');
    String host = broker.substring(0, Math.max(0, colon));
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (host.isEmpty() || (host.indexOf(':') >= 0 && !bracketed) || host.indexOf('/') >= 0) {
      throw new IllegalArgumentException("expected host:port, such as broker-1:9092,broker-2:9092");
    }
    integer(1, 65_535).parser().apply(broker.substring(colon + 1));
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double number(String text, double min, double max, String what) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected " + what, e);
    }
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "expected " + what + " from " + plain(min) + " to " + plain(max));
    }
    return value;
  }

  private static URI readUri(String text, List<String> schemes) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("expected a URI", e);
    }
    if (!schemes.isEmpty() && !isOneOf(schemes, uri.getScheme())) {
      throw new IllegalArgumentException(
          "expected a URI with scheme " + String.join(" or ", schemes));
    }
    return uri;
  }

  /** A list of constants throws when it is asked for null. */
  private static boolean isOneOf(List<String> schemes, String scheme) {
    return scheme != null && schemes.contains(scheme);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
