package io.mailpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.settings.ConfigValues;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTopicsTest {

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void committedRecordsAreReadUnlessTheConfigurationSaysOtherwise(String delivery) {
    assertThat(isolation(Map.of("kafka.delivery", delivery))).isEqualTo("read_committed");
    assertThat(
            isolation(
                Map.of(
                    "kafka.delivery",
                    delivery,
                    "kafka.properties.isolation.level",
                    "read_uncommitted")))
        .isEqualTo("read_uncommitted");
  }

  private static String isolation(Map<String, String> settings) {
    var values = new HashMap<>(settings);
    values.put("kafka.bootstrap-servers", "broker:9092");
    KafkaSettings kafka = KafkaOptions.read(ConfigValues.of(values), Duration.ofSeconds(30));
    return new KafkaTopics(kafka).sourceProperties().getProperty("isolation.level");
  }
}
