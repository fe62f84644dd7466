package io.mailpulse.connectors.kafka;

import io.mailpulse.settings.SecretRef;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The broker, and how records go through it. What each value means stands with its option in {@link
 * KafkaOptions}.
 */
public record KafkaSettings(
    String bootstrapServers,
    String topicPrefix,
    String groupId,
    Offsets startingOffsets,
    Bound stopAt,
    ValueFormat valueFormat,
    Optional<URI> schemaRegistry,
    Optional<SecretRef> registryCredentials,
    Delivery delivery,
    Duration transactionTimeout,
    Map<String, String> properties) {

  /** The properties as clients take them; secrets stay references until a client is made. */
  Map<String, String> clientProperties() {
    return SecretConfigProvider.named(properties);
  }

  /** Name of a topic in this installation. */
  public String topic(String name) {
    return topicPrefix + name;
  }

  /** Where reading starts without a checkpoint. */
  public enum Offsets {
    COMMITTED,
    EARLIEST,
    LATEST
  }

  /** Where reading ends. */
  public enum Bound {
    NEVER,
    LATEST
  }

  /** How records are written to topics. */
  public enum ValueFormat {
    JSON,
    AVRO
  }

  /** Delivery guarantee of the Kafka sinks. */
  public enum Delivery {
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }
}
