package io.mailpulse.flink.dedupe;

import io.mailpulse.schema.landing.LandingPath;
import org.apache.flink.api.common.state.MapState;

/**
 * Which bytes of one mail id lie where in the raw landing. The first in a place are there; others
 * lie beside it under their digest, as {@code LandingFiles} puts them.
 */
final class LandedPlaces {

  private final MapState<String, String> firstSha256;

  LandedPlaces(MapState<String, String> firstSha256) {
    this.firstSha256 = firstSha256;
  }

  /**
   * Where bytes lie that claim a place.
   *
   * @param ref the place, or null
   * @param sha256 their digest, or empty if a version before did not say
   */
  String claim(String ref, String sha256) throws Exception {
    if (ref == null || sha256.isEmpty()) {
      return ref;
    }
    String first = firstSha256.get(ref);
    if (first == null) {
      firstSha256.put(ref, sha256);
      return ref;
    }
    firstSha256.put(ref, first); // on each sight the time to live starts anew
    return first.equals(sha256) ? ref : LandingPath.beside(ref, sha256);
  }
}
