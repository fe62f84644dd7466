package io.mailpulse.lab.training;

import java.util.List;

/** How telling each feature is: the rarer, the more, and nothing below a least number of texts. */
final class InverseDocumentFrequency {

  private InverseDocumentFrequency() {}

  /**
   * Weight per bucket.
   *
   * @param sets featurised texts; each counts once
   * @param buckets number of feature ids
   * @param minDocuments features in fewer texts get 0
   */
  static float[] fit(List<FeatureRows> sets, int buckets, int minDocuments) {
    int[] documents = new int[buckets];
    long texts = 0;
    for (FeatureRows rows : sets) {
      texts += rows.size();
      for (int row = 0; row < rows.size(); row++) {
        for (int id : rows.features(row)) {
          documents[id]++;
        }
      }
    }
    float[] idf = new float[buckets];
    for (int id = 0; id < buckets; id++) {
      if (documents[id] >= minDocuments) {
        idf[id] = (float) (1 + StrictMath.log((texts + 1.0) / (documents[id] + 1.0)));
      }
    }
    return idf;
  }
}
