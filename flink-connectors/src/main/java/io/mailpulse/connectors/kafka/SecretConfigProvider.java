package io.mailpulse.connectors.kafka;

import io.mailpulse.settings.SecretRef;
import io.mailpulse.settings.SecretText;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Lets Kafka's clients put secrets into their properties themselves, when they are made: {@code
 * ${secret:env:NAME}} travels with the job, the secret does not. Kafka reads it as provider {@code
 * secret}, path {@code env}, key {@code NAME}.
 */
public final class SecretConfigProvider implements ConfigProvider {

  private static final String NAME = "secret";
  private static final String PROVIDERS = "config.providers";

  /** Properties that name this provider, if one of them refers to a secret. */
  static Map<String, String> named(Map<String, String> properties) {
    var named = new HashMap<>(properties);
    if (properties.values().stream().anyMatch(SecretText::refersIn)) {
      named.merge(PROVIDERS, NAME, (others, own) -> others + ',' + own);
      named.put(PROVIDERS + '.' + NAME + ".class", SecretConfigProvider.class.getName());
    }
    return named;
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // Nothing to configure.
  }

  @Override
  public ConfigData get(String path) {
    return new ConfigData(Map.of());
  }

  @Override
  public ConfigData get(String path, Set<String> keys) {
    return new ConfigData(
        keys.stream()
            .collect(
                Collectors.toMap(key -> key, key -> SecretRef.parse(path + ':' + key).resolve())));
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
