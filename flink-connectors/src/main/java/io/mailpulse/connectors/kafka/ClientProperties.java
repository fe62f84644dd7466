package io.mailpulse.connectors.kafka;

import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.KeyDistance;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/**
 * Properties that are handed on to the Kafka clients, held against what the clients themselves say
 * they know: a client only logs a name that it does not know and goes on without it.
 */
final class ClientProperties {

  private static final List<ConfigDef> CLIENTS =
      List.of(
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

  /** What Flink's source reads of the same properties. */
  private static final Set<String> OF_THE_SOURCE =
      Set.of(
          KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
          KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
          KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key(),
          KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key());

  private ClientProperties() {}

  /**
   * Notes names that no client knows and values that one would refuse; values with secrets are
   * known where a client is made.
   *
   * @param option the option whose {@code *} stands for the name of a property
   */
  static void check(ConfigValues values, Option<String> option, Map<String, String> properties) {
    properties.forEach(
        (name, value) -> {
          String key = option.named(name).key();
          List<ConfigKey> keys = keys(name);
          if (keys.isEmpty() && !OF_THE_SOURCE.contains(name)) {
            values.mistake(key, "no such property of a Kafka client" + nearest(option, name));
          } else if (!SecretText.refersIn(value)) {
            problem(keys, value).ifPresent(problem -> values.mistake(key, problem));
          }
        });
  }

  private static List<ConfigKey> keys(String name) {
    return CLIENTS.stream()
        .filter(client -> client.configKeys().containsKey(name))
        .map(client -> client.configKeys().get(name))
        .toList();
  }

  private static String nearest(Option<String> option, String name) {
    Stream<String> known =
        Stream.concat(
            CLIENTS.stream().flatMap(client -> client.names().stream()), OF_THE_SOURCE.stream());
    return KeyDistance.nearest(name, known)
        .map(near -> "; is it " + option.named(near).key() + '?')
        .orElse("");
  }

  /** What the first client that knows a property says against its value. */
  private static Optional<String> problem(List<ConfigKey> keys, String value) {
    for (ConfigKey key : keys) {
      try {
        // Classes are looked for where the clients run, on another class path.
        if (key.type != ConfigDef.Type.CLASS && key.type != ConfigDef.Type.LIST) {
          Object parsed = ConfigDef.parseType(key.name, value, key.type);
          if (key.validator != null) {
            key.validator.ensureValid(key.name, parsed);
          }
        }
      } catch (ConfigException e) {
        boolean ranged = key.validator != null && !key.validator.toString().isBlank();
        String type = key.type.name().toLowerCase(Locale.ROOT);
        return Optional.of(
            "expected "
                + type
                + (ranged ? ' ' + key.validator.toString() : "")
                + ", found '"
                + value
                + '\'');
      }
    }
    return Optional.empty();
  }
}
