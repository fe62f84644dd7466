package io.mailpulse.connectors.elasticsearch;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Where the search cluster is and how it knows us.
 *
 * @param hosts base addresses of nodes, {@code http} or {@code https}; at least one
 * @param headers sent with every request, such as {@code Authorization}; never logged
 */
public record SearchEndpoint(List<URI> hosts, Map<String, String> headers) implements Serializable {

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

  /** A cluster that asks for no credentials. */
  public static SearchEndpoint open(URI host) {
    return new SearchEndpoint(List.of(host), Map.of());
  }

  @Override
  public String toString() {
    return "SearchEndpoint" + hosts;
  }
}
