package io.mailpulse.connectors.elasticsearch;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an attempt left to do.
 *
 * @param again documents to send again, each with what holds it up, by identity
 * @param all what holds up the cluster as a whole; empty if it read the documents
 */
record Leftover(Map<SearchWrite, RetryCause> again, Optional<RetryCause> all) {

  /** Nothing is left. */
  static Leftover nothing() {
    return new Leftover(new IdentityHashMap<>(), Optional.empty());
  }

  /** Some documents, one by one. */
  static Leftover of(Map<SearchWrite, RetryCause> again) {
    return new Leftover(again, Optional.empty());
  }

  /** All documents of a request. */
  static Leftover all(Iterable<SearchWrite> writes, RetryCause cause) {
    var again = new IdentityHashMap<SearchWrite, RetryCause>();
    writes.forEach(write -> again.put(write, cause));
    return new Leftover(again, Optional.of(cause));
  }

  /** What two parts of an attempt left. */
  Leftover and(Leftover other) {
    var both = new IdentityHashMap<>(again);
    both.putAll(other.again);
    return new Leftover(both, all.or(other::all));
  }
}
