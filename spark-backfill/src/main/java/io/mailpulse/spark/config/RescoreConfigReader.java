package io.mailpulse.spark.config;

import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.mime.ParseLimits;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.config.ModelOptions;
import io.mailpulse.schema.id.TenantId;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.spark.config.RescoreConfig.Promotion;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Key=value lines to a checked configuration. Reads on after a mistake, to report them all. */
public final class RescoreConfigReader {

  static final String WAREHOUSE = "warehouse.path";
  static final String LANDING = "landing.path";
  static final String TENANTS = "rescore.tenants";
  static final String FROM = "rescore.from";
  static final String TO = "rescore.to";
  static final String PROMOTE = "rescore.promote";
  static final String LIMITS = "read.limits";
  static final Set<String> KEYS = Set.of(WAREHOUSE, LANDING, TENANTS, FROM, TO, PROMOTE, LIMITS);
  private static final String SPARK_PREFIX = "spark.";

  private final Map<String, String> values;
  private final List<String> mistakes = new ArrayList<>();
  private final TenantOptions tenantOptions;

  private RescoreConfigReader(Map<String, String> values) {
    this.values = values;
    this.tenantOptions = new TenantOptions(values, mistakes);
  }

  /**
   * Reads a configuration.
   *
   * @param text key=value lines
   * @param overrides further values, which win over the text's
   * @throws ConfigException with every mistake there is
   */
  public static RescoreConfig read(String text, Map<String, String> overrides)
      throws ConfigException {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("the file has a malformed \\u escape"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var values = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    values.putAll(overrides);
    return new RescoreConfigReader(values).read();
  }

  private RescoreConfig read() throws ConfigException {
    values.keySet().stream()
        .filter(key -> !KEYS.contains(key) && !key.startsWith(SPARK_PREFIX))
        .filter(key -> !tenantOptions.knows(key))
        .filter(key -> ModelOptions.ALL.stream().noneMatch(option -> option.matches(key)))
        .forEach(key -> mistakes.add(key + ": no such option"));
    String warehouse = required(WAREHOUSE);
    String landing = values.getOrDefault(LANDING, warehouse);
    DayRange days = new DayRange(day(FROM, DayRange.ALL.from()), day(TO, DayRange.ALL.to()));
    if (days.to().isBefore(days.from())) {
      mistakes.add(TO + ": is before " + FROM);
    }
    Set<String> tenants = tenants();
    MailSettings.Builder mail = MailSettings.builder().limits(limits());
    tenantOptions.apply(mail);
    var modelValues = ConfigValues.of(values);
    ScorerSettings scorer = ModelOptions.read(modelValues);
    modelValues.mistakes().forEach(m -> mistakes.add(m.key() + ": " + m.problem()));
    Promotion promotion =
        switch (values.getOrDefault(PROMOTE, "false")) {
          case "true" -> Promotion.PROMOTE;
          case "false" -> Promotion.NONE;
          default -> mistake(PROMOTE, "expected true or false", Promotion.NONE);
        };
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
    return new RescoreConfig(
        withoutSlash(warehouse),
        withoutSlash(landing),
        tenants,
        days,
        promotion,
        mail.build(),
        scorer,
        sparkSettings());
  }

  private String required(String key) {
    String value = values.getOrDefault(key, "");
    return value.isBlank() ? mistake(key, "must be set", "") : value;
  }

  private LocalDate day(String key, LocalDate absent) {
    String text = values.get(key);
    if (text == null) {
      return absent;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return mistake(key, "expected a day such as 2026-03-01, found '" + text + "'", absent);
    }
  }

  private Set<String> tenants() {
    var tenants = new LinkedHashSet<String>();
    for (String tenant : values.getOrDefault(TENANTS, "").split(",")) {
      if (!tenant.isBlank()) {
        try {
          tenants.add(TenantId.require(tenant.strip()));
        } catch (IllegalArgumentException e) {
          mistakes.add(TENANTS + ": " + e.getMessage());
        }
      }
    }
    return tenants;
  }

  private ParseLimits limits() {
    return switch (values.getOrDefault(LIMITS, "default")) {
      case "strict" -> ParseLimits.strict();
      case "default" -> ParseLimits.defaults();
      case "lenient" -> ParseLimits.lenient();
      default -> mistake(LIMITS, "expected strict, default or lenient", ParseLimits.defaults());
    };
  }

  private Map<String, String> sparkSettings() {
    var spark = new TreeMap<String, String>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(SPARK_PREFIX)) {
            spark.put(key, value);
          }
        });
    return spark;
  }

  private <T> T mistake(String key, String problem, T instead) {
    mistakes.add(key + ": " + problem);
    return instead;
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
