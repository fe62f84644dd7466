package io.mailpulse.lab.training;

import io.mailpulse.lab.training.TrainingRecipe.Head;
import io.mailpulse.lab.training.TrainingRecipe.Source;
import io.mailpulse.model.ngram.NgramFeaturiser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads and featurises what a head trains on. Inside a set and language rare labels weigh more, by
 * the square root of their rarity, so that a set's own label shares do not become the model's
 * opinion of a language; sets drawn from mailboxes as they are keep theirs.
 */
final class TrainingData {

  private static final double LARGEST_BALANCE = 3;

  private final SourceReader reader;
  private final Set<String> languages;
  private final NgramFeaturiser featuriser;
  private final UnaryOperator<String> normaliser;
  private final Map<String, Long> rowsBySource = new LinkedHashMap<>();

  TrainingData(
      SourceReader reader,
      NgramFeaturiser featuriser,
      UnaryOperator<String> normaliser,
      Set<String> languages) {
    this.reader = reader;
    this.languages = languages;
    this.featuriser = featuriser;
    this.normaliser = normaliser;
  }

  /** Rows of the training part of each source of the head. */
  FeatureRows rows(Head head, List<Source> sources) throws IOException {
    var rows = new FeatureRows();
    for (Source source : sources) {
      if (source.head().equals(head.name())) {
        add(rows, head, source, answered(reader.training(source)));
      }
    }
    return rows;
  }

  /** Other languages would only take buckets away from those that the model answers for. */
  private List<LabelledText> answered(List<LabelledText> texts) {
    return texts.stream().filter(text -> languages.contains(text.language())).toList();
  }

  /** Texts used so far, by {@code head/source}. */
  Map<String, Long> rowsBySource() {
    return rowsBySource;
  }

  private void add(FeatureRows rows, Head head, Source source, List<LabelledText> texts) {
    rowsBySource.merge(head.name() + "/" + source.name(), (long) texts.size(), Long::sum);
    Map<String, double[]> counts = new HashMap<>();
    for (LabelledText text : texts) {
      double[] count =
          counts.computeIfAbsent(text.language(), key -> new double[head.labels().size()]);
      for (String label : text.labels()) {
        count[head.indexOf(label)] += 1.0 / text.labels().size();
      }
    }
    for (LabelledText text : texts) {
      int[] labels = text.labels().stream().mapToInt(head::indexOf).toArray();
      double balance = source.asItComes() ? 1 : balance(counts.get(text.language()), labels);
      int[] ids = featuriser.featurise(normaliser.apply(text.text()));
      if (ids.length > 0) {
        rows.add(ids, labels, source.weight() * balance);
      }
    }
  }

  private static double balance(double[] counts, int[] labels) {
    double total = 0;
    int present = 0;
    for (double count : counts) {
      total += count;
      present += count > 0 ? 1 : 0;
    }
    double sum = 0;
    for (int label : labels) {
      sum += Math.sqrt(total / (present * counts[label]));
    }
    return Math.min(LARGEST_BALANCE, sum / labels.length);
  }

  /** Featurises one text as training does. */
  int[] featurise(String text) {
    return featuriser.featurise(normaliser.apply(text));
  }

  /** Rows of the held-back part of each source of the head. */
  List<LabelledText> validation(Head head, List<Source> sources) throws IOException {
    List<LabelledText> texts = new ArrayList<>();
    for (Source source : sources) {
      if (source.head().equals(head.name())) {
        texts.addAll(reader.validation(source));
      }
    }
    return texts;
  }
}
