package io.mailpulse.connectors.elasticsearch;

import io.mailpulse.settings.SecretRef;
import java.io.Serializable;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the search cluster is and how it knows us.
 *
 * @param hosts base addresses of nodes, {@code http} or {@code https}; at least one
 * @param headers sent with every request; never logged
 * @param apiKey where the key is that is sent as {@code Authorization}, or null; read where the
 *     client is made, so that it is in no job graph
 */
public record SearchEndpoint(List<URI> hosts, Map<String, String> headers, SecretRef apiKey)
    implements Serializable {

  /** Checks that there is a host and that every host is an absolute http(s) address. */
  public SearchEndpoint {
    hosts = List.copyOf(hosts);
    headers = Map.copyOf(headers);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("the search cluster needs at least one host");
    }
    for (URI host : hosts) {
      boolean web = "http".equals(host.getScheme()) || "https".equals(host.getScheme());
      if (!web || host.getHost() == null) {
        throw new IllegalArgumentException(
            "a search host must look like http://name:9200, found " + host);
      }
    }
  }

  /** A cluster that is told who asks by headers alone. */
  public SearchEndpoint(List<URI> hosts, Map<String, String> headers) {
    this(hosts, headers, null);
  }

  /**
   * The headers with the key.
   *
   * @throws IllegalStateException if it is not at its place
   */
  Map<String, String> headersWithKey() {
    var all = new HashMap<>(headers);
    if (apiKey != null) {
      all.put("Authorization", "ApiKey " + apiKey.resolve());
    }
    return all;
  }

  /** A cluster that asks for no credentials. */
  public static SearchEndpoint open(URI host) {
    return new SearchEndpoint(List.of(host), Map.of());
  }

  @Override
  public String toString() {
    return "SearchEndpoint" + hosts;
  }
}
