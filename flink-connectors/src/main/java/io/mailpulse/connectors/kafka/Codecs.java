package io.mailpulse.connectors.kafka;

import io.mailpulse.connectors.kafka.KafkaSettings.ValueFormat;
import io.mailpulse.schema.codec.AvroCodec;
import io.mailpulse.schema.codec.ConfluentCodec;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.schema.codec.SchemaRegistry;
import io.mailpulse.settings.SecretRef;
import java.io.Serializable;
import java.net.URI;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes the codec of a topic where the job runs.
 *
 * @param format value format
 * @param registry schema registry, or null
 * @param credentials where its user and password are, or null
 */
record Codecs(ValueFormat format, URI registry, SecretRef credentials) implements Serializable {

  static Codecs of(KafkaSettings kafka) {
    return new Codecs(
        kafka.valueFormat(),
        kafka.schemaRegistry().orElse(null),
        kafka.registryCredentials().orElse(null));
  }

  private SchemaRegistry open() {
    return credentials == null
        ? new SchemaRegistry(registry)
        : new SchemaRegistry(registry, credentials.resolve());
  }

  <T extends SpecificRecord> RecordCodec<T> open(Class<T> type, String topic) {
    if (format == ValueFormat.JSON) {
      return new JsonCodec<>(type);
    }
    return registry == null
        ? new AvroCodec<>(type)
        : new ConfluentCodec<>(type, open(), topic + "-value");
  }
}
