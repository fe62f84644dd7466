package io.mailpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own reading of a client's properties. */
class SecretConfigProviderTest {

  private static final String JAAS = "sasl.jaas.config";

  @TempDir Path folder;

  @Test
  void theClientPutsTheSecretIntoItsProperties() throws IOException {
    Path secret = Files.writeString(folder.resolve("key"), "sword:fish\n");

    ProducerConfig client = client("user=\"m\" password=\"${secret:file:" + secret + "}\"");

    assertThat(client.getPassword(JAAS).value()).isEqualTo("user=\"m\" password=\"sword:fish\"");
  }

  @Test
  void aSecretThatIsMissingIsNamedByItsPlace() {
    assertThatThrownBy(() -> client("${secret:env:NO_SUCH_KEY}"))
        .hasStackTraceContaining("env:NO_SUCH_KEY is empty or missing");
  }

  @Test
  void propertiesWithoutReferencesStayAsTheyAre() {
    Map<String, String> plain = Map.of("security.protocol", "SASL_SSL", "x", "${file:/a:b}");

    assertThat(SecretConfigProvider.named(plain)).isEqualTo(plain);
  }

  @Test
  void otherProvidersKeepTheirPlace() {
    assertThat(
            SecretConfigProvider.named(
                Map.of("config.providers", "vault", "x", "${secret:env:KEY}")))
        .containsEntry("config.providers", "vault,secret");
  }

  private static ProducerConfig client(String jaas) {
    var properties = new HashMap<String, Object>(SecretConfigProvider.named(Map.of(JAAS, jaas)));
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "broker:9092");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return new ProducerConfig(properties);
  }
}
