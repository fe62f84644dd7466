package io.mailpulse.connectors.kafka;

import io.mailpulse.schema.SearchDocument;
import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.schema.id.TenantId;
import java.time.Instant;
import java.util.Arrays;

/**
 * May a record of {@code emails.search-overflow.v1} go to the search cluster? Anyone may write to
 * the topic; what a job wrote there goes to an index of its own tenant and is JSON on one line.
 * Another line in a bulk request would be a request of its own.
 */
final class OwnDocument {

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** Bytes that the search cluster takes. */
  private static final int MAX_ID = 512;

  /** Of source and reference, as in the record of the mail. */
  private static final int MAX_PLACE = 2_000;

  private OwnDocument() {}

  /**
   * Checks a record.
   *
   * @return the record
   * @throws CodecException if no job can have written it
   */
  static SearchDocument require(SearchDocument document) {
    if (!isOwn(document)) {
      throw new CodecException("a document that no job writes");
    }
    return document;
  }

  private static boolean isOwn(SearchDocument document) {
    Instant time = document.getTimestamp();
    String rawRef = document.getRawRef();
    return !time.isBefore(EARLIEST)
        && time.isBefore(LATEST)
        && isTenant(document.getTenantId())
        && isIndexOf(document)
        && isId(document.getDocumentId())
        && isLine(document.getDocument())
        && document.getVersion() >= 0
        && document.getAttempts() >= 0
        && document.getSource().length() <= MAX_PLACE
        && (rawRef == null || rawRef.length() <= MAX_PLACE);
  }

  private static boolean isTenant(String tenantId) {
    try {
      TenantId.require(tenantId);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isIndexOf(SearchDocument document) {
    return Arrays.stream(IndexLayout.values())
        .map(layout -> layout.indexOf(document.getTenantId(), document.getTimestamp()))
        .anyMatch(document.getIndex()::equals);
  }

  private static boolean isId(String id) {
    return !id.isEmpty() && id.length() <= MAX_ID && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static boolean isLine(String json) {
    return json.startsWith("{") && json.endsWith("}") && json.chars().allMatch(c -> c >= ' ');
  }
}
