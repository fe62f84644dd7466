package io.mailpulse.model.config;

import io.mailpulse.settings.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values of a configuration, each checked against its option; a mistake gives the default. */
final class OptionReader {

  private final Map<String, String> values;
  private final BiConsumer<String, String> mistakes;

  OptionReader(Map<String, String> values, BiConsumer<String, String> mistakes) {
    this.values = values;
    this.mistakes = mistakes;
  }

  /** True if a configuration gives the option a value. */
  boolean has(ModelOption option) {
    return !values.getOrDefault(option.key(), "").isBlank();
  }

  String text(ModelOption option) {
    return has(option) ? values.get(option.key()).strip() : option.defaultText();
  }

  <E extends Enum<E>> E choice(ModelOption option, Class<E> type) {
    String text = text(option);
    for (E constant : type.getEnumConstants()) {
      if (name(constant).equals(text)) {
        return constant;
      }
    }
    mistakeAbout(option, "expected " + option.type());
    return Enum.valueOf(type, option.defaultText().toUpperCase(Locale.ROOT));
  }

  /** A whole number without a sign, of at most eight digits. */
  int count(ModelOption option, int fewest, int most) {
    String text = text(option);
    boolean isCount =
        text.length() <= 8 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    int count = isCount ? Integer.parseInt(text) : -1;
    if (count >= fewest && count <= most) {
      return count;
    }
    mistakeAbout(option, "expected " + option.type());
    return Integer.parseInt(option.defaultText());
  }

  Duration duration(ModelOption option, Duration shortest, Duration longest) {
    try {
      return DurationText.read(text(option), shortest, longest);
    } catch (IllegalArgumentException e) {
      mistakeAbout(option, e.getMessage());
      return DurationText.read(option.defaultText(), shortest, longest);
    }
  }

  private void mistakeAbout(ModelOption option, String expected) {
    mistake(option, expected + ", found '" + text(option) + "'");
  }

  void mistake(ModelOption option, String problem) {
    mistakes.accept(option.key(), problem);
  }

  static String names(Class<? extends Enum<?>> type) {
    return Stream.of(type.getEnumConstants())
        .map(OptionReader::name)
        .collect(Collectors.joining(" | "));
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
