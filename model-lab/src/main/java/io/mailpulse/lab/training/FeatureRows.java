package io.mailpulse.lab.training;

import java.util.ArrayList;
import java.util.List;

/** Featurised texts with their targets and weights. */
final class FeatureRows {

  private final List<int[]> features = new ArrayList<>();
  private final List<int[]> targets = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  /** Adds a text; its target mass is shared equally between its labels. */
  void add(int[] ids, int[] labels, double weight) {
    features.add(ids);
    targets.add(labels);
    weights.add(weight);
  }

  int size() {
    return features.size();
  }

  int[] features(int row) {
    return features.get(row);
  }

  int[] labels(int row) {
    return targets.get(row);
  }

  float weight(int row) {
    return weights.get(row).floatValue();
  }
}
