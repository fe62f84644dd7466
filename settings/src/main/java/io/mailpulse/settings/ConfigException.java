package io.mailpulse.settings;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration with mistakes: all of them, each with its key. */
public final class ConfigException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /** A configuration with at least one mistake. */
  public ConfigException(List<Mistake> mistakes) {
    super(
        mistakes.stream()
            .map(mistake -> "  " + mistake.key() + ": " + mistake.problem())
            .collect(
                Collectors.joining(
                    "\n", "the configuration has " + count(mistakes.size()) + ":\n", "")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** One mistake that is not in a file, such as a wrong argument. */
  public static ConfigException of(String key, String problem) {
    return new ConfigException(List.of(new Mistake(key, problem)));
  }

  /** Every mistake, in the order of the options, unknown keys last. */
  public List<Mistake> mistakes() {
    return mistakes;
  }

  private static String count(int mistakes) {
    return mistakes == 1 ? "1 mistake" : mistakes + " mistakes";
  }

  /**
   * One mistake.
   *
   * @param key option that it is about
   * @param problem what is expected and what was found
   */
  public record Mistake(String key, String problem) {}
}
