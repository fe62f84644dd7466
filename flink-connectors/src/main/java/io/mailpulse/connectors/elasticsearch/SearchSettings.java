package io.mailpulse.connectors.elasticsearch;

import static io.mailpulse.settings.Option.of;
import static io.mailpulse.settings.Option.optional;

import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import io.mailpulse.settings.SecretRef;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The search cluster.
 *
 * @param url its address
 * @param apiKey where its key is
 * @param indices how mails spread over indices
 * @param pendingMib mebibytes of documents that each writer keeps while the cluster is away
 * @param overflow where more than that goes
 */
public record SearchSettings(
    URI url, Optional<SecretRef> apiKey, IndexLayout indices, int pendingMib, WhenFull overflow) {

  /** What becomes of documents that a writer has no room for. */
  public enum WhenFull {
    TOPIC,
    NONE
  }

  private static final Option<URI> URL =
      optional(
          "search.url",
          OptionType.uri("http", "https"),
          "Elasticsearch; without it the job writes no search index.");
  private static final Option<SecretRef> KEY =
      optional(
          "search.api-key",
          OptionType.secret(),
          "API key of the search cluster: env:NAME, file:PATH or aws-secret:NAME. Read where the"
              + " job runs, never stored with it.");
  private static final Option<IndexLayout> INDICES =
      of(
          "search.indices",
          OptionType.choice(IndexLayout.class),
          "per-tenant",
          "One index per tenant, or one per tenant and month of event time.");

  private static final Option<Integer> PENDING =
      of(
          "search.pending-mib",
          OptionType.integer(8, 8_192),
          "64",
          "MiB of documents that each writer keeps, in memory and in checkpoints, while the cluster"
              + " is away or takes none. Rate of mails x longest outage x 4 KiB, divided by"
              + " job.parallelism: the default is 27 mails/s for 10 min.");
  private static final Option<WhenFull> OVERFLOW =
      of(
          "search.overflow",
          OptionType.choice(WhenFull.class),
          "topic",
          "Where documents go beyond search.pending-mib: topic is emails.search-overflow.v1, from"
              + " which they come back by themselves; with none, or while the topic is missing, the"
              + " stream waits, and alerts with it.");

  /** Every option, in the order of the documentation. */
  public static final List<Option<?>> OPTIONS = List.of(URL, KEY, INDICES, PENDING, OVERFLOW);

  /** Reads the settings; empty without an address. */
  public static Optional<SearchSettings> read(ConfigValues values) {
    Optional<SecretRef> key = values.find(KEY);
    IndexLayout indices = values.get(INDICES);
    int pending = values.get(PENDING);
    WhenFull overflow = values.get(OVERFLOW);
    return values.find(URL).map(url -> new SearchSettings(url, key, indices, pending, overflow));
  }
}
