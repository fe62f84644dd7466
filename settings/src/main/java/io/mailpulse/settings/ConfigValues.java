package io.mailpulse.settings;

import io.mailpulse.settings.ConfigException.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of one configuration by dotted key, and the mistakes found in it so far. Whoever reads
 * an option goes on after a mistake, so that all of them are reported together.
 */
public final class ConfigValues {

  private final Map<String, String> values;
  private final List<Mistake> mistakes;
  private final Map<String, String> givenAs;

  private ConfigValues(
      Map<String, String> values, List<Mistake> mistakes, Map<String, String> givenAs) {
    this.values = values;
    this.mistakes = mistakes;
    this.givenAs = givenAs;
  }

  /** Values that are in no file. */
  public static ConfigValues of(Map<String, String> values) {
    return new ConfigValues(new LinkedHashMap<>(values), new ArrayList<>(), Map.of());
  }

  /**
   * Values of a command line whose own options stand for keys: mistakes name those.
   *
   * @param givenAs option by key, such as {@code --tier} by {@code model.tier}
   */
  public static ConfigValues of(Map<String, String> values, Map<String, String> givenAs) {
    return new ConfigValues(new LinkedHashMap<>(values), new ArrayList<>(), Map.copyOf(givenAs));
  }

  /**
   * Values of a file; what is wrong with its form is the first mistakes.
   *
   * @param fileName its name: {@code .yaml} and {@code .yml} are YAML, all others key=value lines
   * @param text its content
   * @param overrides further values by key, which win over the file's
   */
  public static ConfigValues parse(String fileName, String text, Map<String, String> overrides) {
    var mistakes = new ArrayList<Mistake>();
    boolean isYaml = fileName.endsWith(".yaml") || fileName.endsWith(".yml");
    Map<String, String> values =
        isYaml ? ConfigText.yaml(text, mistakes) : ConfigText.keyValue(text, mistakes);
    values.putAll(overrides);
    return new ConfigValues(values, mistakes, Map.of());
  }

  /** Adds the values of another text below a prefix; a key that is there already is a mistake. */
  void add(String prefix, ConfigValues below) {
    below.values.forEach(
        (key, value) -> {
          if (values.putIfAbsent(prefix + key, value) != null) {
            mistake(prefix + key, "is set twice");
          }
        });
    below.mistakes.forEach(mistake -> mistake(prefix + mistake.key(), mistake.problem()));
  }

  /** Whether an option has a value that is not blank. */
  public boolean has(Option<?> option) {
    return !values.getOrDefault(option.key(), "").isBlank();
  }

  /** The value of an option; its default if there is none or after a mistake, else null. */
  public <T> T get(Option<T> option) {
    if (!has(option) && option.isRequired()) {
      mistake(option, "must be set (" + option.type().name() + ')');
      return null;
    }
    return has(option) ? parsed(option, values.get(option.key())) : defaultOf(option);
  }

  /** The value of an option that is set and right. */
  public <T> Optional<T> find(Option<T> option) {
    return has(option) ? Optional.ofNullable(get(option)) : Optional.empty();
  }

  /** What the {@code *} in an option's key stands for in this configuration. */
  public Set<String> names(Option<?> option) {
    var names = new TreeSet<String>();
    values.keySet().stream().filter(option::matches).map(option::nameIn).forEach(names::add);
    return names;
  }

  /** Values of an option whose key has a {@code *}, by what the {@code *} stands for. */
  public <T> Map<String, T> all(Option<T> option) {
    var found = new TreeMap<String, T>();
    for (String name : names(option)) {
      Option<T> named = option.named(name);
      T value = parsed(named, values.get(named.key()));
      if (value != null) {
        found.put(name, value);
      }
    }
    return found;
  }

  private <T> T parsed(Option<T> option, String text) {
    try {
      return option.type().parser().apply(text.strip());
    } catch (IllegalArgumentException e) {
      mistake(option, e.getMessage() + found(option, text.strip()));
      return defaultOf(option);
    }
  }

  private static <T> T defaultOf(Option<T> option) {
    return option.isRequired() || option.defaultText().isEmpty()
        ? null
        : option.type().parser().apply(option.defaultText());
  }

  /** Never the value of a secret, not even a mistyped one, nor a password in an address. */
  private static String found(Option<?> option, String text) {
    return option.type().isSecret() || text.indexOf('@') >= 0 && text.contains("://")
        ? ""
        : ", found '" + text + "'";
  }

  /**
   * Notes every key that no program knows: one file serves them all.
   *
   * @param own options of the program that reads
   */
  public void refuseUnknownKeys(List<Option<?>> own) {
    var known = KnownKeys.with(own);
    for (String key : values.keySet()) {
      if (!known.has(key)) {
        mistake(
            key, "no such option" + known.nearest(key).map(k -> "; is it " + k + '?').orElse(""));
      }
    }
  }

  /** Notes a mistake. */
  public void mistake(Option<?> option, String problem) {
    mistake(option.key(), problem);
  }

  /** A setting as whoever gave it would write it: {@code KEY: VALUE}, or {@code --option VALUE}. */
  public String setting(Option<?> option, String value) {
    String given = givenAs.get(option.key());
    return given == null ? option.key() + ": " + value : given + ' ' + value;
  }

  /** An option as whoever sets it would write it: its key, or that of a command line. */
  public String name(Option<?> option) {
    return givenAs.getOrDefault(option.key(), option.key());
  }

  /** Notes a mistake, once: two may read the same option. */
  public void mistake(String key, String problem) {
    var mistake = new Mistake(givenAs.getOrDefault(key, key), problem);
    if (!mistakes.contains(mistake)) {
      mistakes.add(mistake);
    }
  }

  /** Whether a mistake of an option was noted. */
  public boolean isMistaken(Option<?> option) {
    return mistakes.stream().anyMatch(mistake -> mistake.key().equals(name(option)));
  }

  /** The mistakes so far, in the order in which they were found. */
  public List<Mistake> mistakes() {
    return List.copyOf(mistakes);
  }

  /**
   * Ends reading.
   *
   * @throws ConfigException with every mistake there is
   */
  public void requireNoMistakes() {
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
  }
}
