package io.mailpulse.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.settings.SecretRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchEndpointTest {

  private static final List<URI> HOSTS = List.of(URI.create("https://search:9200"));

  @Test
  void theKeyIsReadWhereTheClientIsMade(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "swordfish\n");
    var endpoint =
        new SearchEndpoint(HOSTS, Map.of("X-Team", "mail"), SecretRef.parse("file:" + key));

    assertThat(endpoint.headers()).containsOnlyKeys("X-Team");
    assertThat(endpoint.headersWithKey())
        .containsOnly(Map.entry("X-Team", "mail"), Map.entry("Authorization", "ApiKey swordfish"));
    assertThatThrownBy(
            new SearchEndpoint(HOSTS, Map.of(), SecretRef.parse("env:NO_SUCH_KEY"))::headersWithKey)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("env:NO_SUCH_KEY");
  }
}
