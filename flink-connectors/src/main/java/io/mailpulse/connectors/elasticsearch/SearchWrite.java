package io.mailpulse.connectors.elasticsearch;

import java.io.Serializable;
import java.time.Instant;

/**
 * One document on its way to the index.
 *
 * @param index index that it belongs to
 * @param id document id: the same for every replay
 * @param version external version: the greater one stays, whichever comes first
 * @param json the document, UTF-8
 * @param origin what the document was made of, for a dead letter
 * @param attempts how often it was sent so far
 */
public record SearchWrite(
    String index, String id, long version, byte[] json, Origin origin, int attempts)
    implements Serializable {

  /**
   * What a document was made of.
   *
   * @param tenantId tenant
   * @param source where the mail was read
   * @param payloadRef where its raw bytes lie; empty if they were not kept
   * @param eventTime event time of the mail
   */
  public record Origin(String tenantId, String source, String payloadRef, Instant eventTime)
      implements Serializable {}

  /** The same document after one more attempt. */
  SearchWrite again() {
    return new SearchWrite(index, id, version, json, origin, attempts + 1);
  }
}
