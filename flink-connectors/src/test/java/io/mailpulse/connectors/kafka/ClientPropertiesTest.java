package io.mailpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.settings.ConfigException.Mistake;
import io.mailpulse.settings.ConfigValues;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPropertiesTest {

  @Test
  void propertiesOfEveryClientAndOfTheSourceAreTaken() {
    assertThat(
            mistakes(
                Map.of(
                    "security.protocol", "SASL_SSL",
                    "sasl.jaas.config", "${secret:env:JAAS}",
                    "max.poll.records", "200",
                    "linger.ms", "5",
                    "default.api.timeout.ms", "500",
                    "interceptor.classes", "example.Counting",
                    "partition.discovery.interval.ms", "60000")))
        .isEmpty();
  }

  @Test
  void aMisspeltNameIsAskedBack() {
    assertThat(mistakes(Map.of("security.protcol", "SASL_SSL")))
        .containsExactly(
            new Mistake(
                "kafka.properties.security.protcol",
                "no such property of a Kafka client; is it kafka.properties.security.protocol?"));
  }

  @Test
  void aNameLikeNoneIsRefusedToo() {
    assertThat(mistakes(Map.of("colour", "red")))
        .containsExactly(
            new Mistake("kafka.properties.colour", "no such property of a Kafka client"));
  }

  @Test
  void valuesThatAClientWouldRefuseAreRefusedAtOnce() {
    assertThat(mistakes(Map.of("request.timeout.ms", "soon", "isolation.level", "read_everything")))
        .extracting(Mistake::key)
        .containsExactly("kafka.properties.isolation.level", "kafka.properties.request.timeout.ms");
  }

  private static List<Mistake> mistakes(Map<String, String> properties) {
    var settings = new HashMap<String, String>();
    properties.forEach((name, value) -> settings.put("kafka.properties." + name, value));
    settings.put("kafka.bootstrap-servers", "broker:9092");
    ConfigValues values = ConfigValues.of(settings);
    KafkaOptions.read(values, Duration.ofSeconds(30));
    return values.mistakes();
  }
}
