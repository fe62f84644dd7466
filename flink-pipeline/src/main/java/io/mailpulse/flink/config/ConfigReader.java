package io.mailpulse.flink.config;

import io.mailpulse.flink.config.PipelineConfig.Alerts;
import io.mailpulse.flink.config.PipelineConfig.Checkpoints;
import io.mailpulse.flink.config.PipelineConfig.Delivery;
import io.mailpulse.flink.config.PipelineConfig.Events;
import io.mailpulse.flink.config.PipelineConfig.Indices;
import io.mailpulse.flink.config.PipelineConfig.Job;
import io.mailpulse.flink.config.PipelineConfig.Kafka;
import io.mailpulse.flink.config.PipelineConfig.Read;
import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.config.PipelineConfig.Search;
import io.mailpulse.flink.config.PipelineConfig.Tenant;
import io.mailpulse.flink.config.PipelineConfig.Threads;
import io.mailpulse.flink.config.PipelineConfig.ValueFormat;
import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.model.config.ModelOptions;
import io.mailpulse.schema.id.TenantId;
import io.mailpulse.settings.ConfigException;
import io.mailpulse.settings.ConfigException.Mistake;
import io.mailpulse.settings.ConfigText;
import io.mailpulse.settings.KeyDistance;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.SecretRef;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Flat keys and texts to a checked configuration. Reads on after a mistake, to report them all. */
final class ConfigReader {

  private final Map<String, String> values;
  private final List<Mistake> mistakes;

  private ConfigReader(Map<String, String> values, List<Mistake> mistakes) {
    this.values = values;
    this.mistakes = mistakes;
  }

  static PipelineConfig read(String fileName, String text, Map<String, String> overrides) {
    var mistakes = new ArrayList<Mistake>();
    boolean isYaml = fileName.endsWith(".yaml") || fileName.endsWith(".yml");
    Map<String, String> values =
        new LinkedHashMap<>(
            isYaml ? ConfigText.yaml(text, mistakes) : ConfigText.keyValue(text, mistakes));
    values.putAll(overrides);
    var reader = new ConfigReader(values, mistakes);
    PipelineConfig config = reader.read();
    reader.checkUnknownKeys();
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
    return config;
  }

  private PipelineConfig read() {
    Job job =
        new Job(get(Options.JOB_NAME), get(Options.JOB_STAGE), count(Options.JOB_PARALLELISM));
    Kafka kafka = kafka();
    Map<String, Tenant> tenants = tenants();
    Scoring score = scoring();
    Checkpoints checkpoints =
        new Checkpoints(get(Options.CHECKPOINT_INTERVAL), get(Options.CHECKPOINT_PATH));
    checkTransactions(kafka, checkpoints);
    URI warehouse = get(Options.WAREHOUSE_PATH);
    return new PipelineConfig(
        job,
        kafka,
        tenants,
        new Read(get(Options.READ_LIMITS)),
        ModelOptions.read(values, this::mistake),
        score,
        new Events(
            get(Options.EVENTS_DISORDER), get(Options.EVENTS_IDLENESS), get(Options.EVENTS_AHEAD)),
        get(Options.DEDUPE_TTL),
        new Threads(get(Options.THREADS_RETENTION), get(Options.THREADS_REPLY_HEADERS)),
        new Alerts(
            fraction(Options.ALERT_CONFIDENCE),
            fraction(Options.ALERT_RATE),
            get(Options.ALERT_DELAY)),
        new Windows(
            get(Options.WINDOW_SIZE), get(Options.WINDOW_RETENTION), get(Options.WINDOW_DELAY)),
        checkpoints,
        warehouse,
        optional(Options.LANDING_PATH).orElse(warehouse),
        search(),
        properties(Options.HADOOP_PROPERTY));
  }

  private Kafka kafka() {
    Kafka kafka =
        new Kafka(
            get(Options.KAFKA_BOOTSTRAP),
            optional(Options.KAFKA_PREFIX).orElse(""),
            get(Options.KAFKA_GROUP),
            get(Options.KAFKA_OFFSETS),
            get(Options.KAFKA_BOUND),
            get(Options.KAFKA_FORMAT),
            optional(Options.KAFKA_REGISTRY),
            get(Options.KAFKA_DELIVERY),
            get(Options.KAFKA_TRANSACTION_TIMEOUT),
            properties(Options.KAFKA_PROPERTY));
    if (kafka.schemaRegistry().isPresent() && kafka.valueFormat() == ValueFormat.JSON) {
      mistake(Options.KAFKA_REGISTRY.key(), "is only used with kafka.value-format: avro");
    }
    return kafka;
  }

  private Optional<Search> search() {
    Optional<SecretRef> key = optional(Options.SEARCH_KEY);
    Indices indices = get(Options.SEARCH_INDICES);
    return optional(Options.SEARCH_URL).map(url -> new Search(url, key, indices));
  }

  /** Names of such properties have dots themselves: the prefix takes all that follows it. */
  private Map<String, String> properties(Option<String> any) {
    var properties = new TreeMap<String, String>();
    values.forEach(
        (key, value) -> {
          if (isProperty(any, key)) {
            properties.put(key.substring(any.key().length() - 1), value);
          }
        });
    return properties;
  }

  private static boolean isProperty(Option<String> any, String key) {
    return key.length() >= any.key().length()
        && key.startsWith(any.key().substring(0, any.key().length() - 1));
  }

  private Map<String, Tenant> tenants() {
    Set<String> names = new LinkedHashSet<>(List.of(PipelineConfig.DEFAULT_TENANT));
    for (Option<?> option :
        List.of(Options.TENANT_ADDRESSES, Options.TENANT_KEY, Options.TENANT_LANGUAGES)) {
      values.keySet().stream().filter(option::matches).map(option::nameIn).forEach(names::add);
    }
    var tenants = new TreeMap<String, Tenant>();
    for (String name : names) {
      try {
        TenantId.require(name);
      } catch (IllegalArgumentException e) {
        mistake("tenants." + name, e.getMessage());
      }
      tenants.put(
          name,
          new Tenant(
              get(Options.TENANT_ADDRESSES.named(name)),
              get(Options.TENANT_KEY.named(name)),
              new TreeSet<>(optional(Options.TENANT_LANGUAGES.named(name)).orElse(List.of()))));
    }
    return tenants;
  }

  private Scoring scoring() {
    var scoring =
        new Scoring(
            count(Options.SCORE_BATCH),
            get(Options.SCORE_LINGER),
            count(Options.SCORE_THREADS),
            count(Options.SCORE_CAPACITY),
            get(Options.SCORE_TIMEOUT),
            count(Options.SCORE_ATTEMPTS),
            get(Options.SCORE_BACKOFF));
    if (scoring.maxBatch() > scoring.capacity()) {
      mistake(
          Options.SCORE_BATCH.key(),
          "expected at most score.capacity ("
              + scoring.capacity()
              + "), found "
              + scoring.maxBatch()
              + ": a batch could never fill");
    }
    return scoring;
  }

  private void checkTransactions(Kafka kafka, Checkpoints checkpoints) {
    if (kafka.delivery() == Delivery.EXACTLY_ONCE
        && kafka.transactionTimeout() != null
        && checkpoints.interval() != null
        && kafka.transactionTimeout().compareTo(checkpoints.interval()) <= 0) {
      mistake(
          Options.KAFKA_TRANSACTION_TIMEOUT.key(),
          "expected more than checkpoints.interval, or every transaction expires before it"
              + " commits");
    }
  }

  /** The value, its default, or null after a mistake was noted. */
  private <T> T get(Option<T> option) {
    String text = values.getOrDefault(option.key(), "");
    if (text.isBlank()) {
      if (option.isRequired()) {
        mistake(option.key(), "must be set (" + option.type().name() + ')');
        return null;
      }
      text = option.defaultText();
    }
    try {
      return option.type().parser().apply(text);
    } catch (IllegalArgumentException e) {
      // Never the value of a secret, not even a mistyped one.
      String found = option.type().name().startsWith("secret") ? "" : ", found '" + text + "'";
      mistake(option.key(), e.getMessage() + found);
      return null;
    }
  }

  private <T> Optional<T> optional(Option<T> option) {
    return values.getOrDefault(option.key(), "").isBlank()
        ? Optional.empty()
        : Optional.ofNullable(get(option));
  }

  private int count(Option<Integer> option) {
    Integer value = get(option);
    return value == null ? Integer.parseInt(option.defaultText()) : value;
  }

  private double fraction(Option<Double> option) {
    Double value = get(option);
    return value == null ? Double.parseDouble(option.defaultText()) : value;
  }

  private void checkUnknownKeys() {
    for (String key : values.keySet()) {
      if (!isProperty(Options.KAFKA_PROPERTY, key)
          && !isProperty(Options.HADOOP_PROPERTY, key)
          && Options.ALL.stream().noneMatch(option -> option.matches(key))) {
        mistake(
            key,
            "no such option"
                + KeyDistance.nearest(key, Options.ALL.stream().map(Option::key))
                    .map(k -> "; is it " + k + '?')
                    .orElse(""));
      }
    }
  }

  private void mistake(String key, String problem) {
    mistakes.add(new Mistake(key, problem));
  }
}
