package io.mailpulse.model;

import io.mailpulse.model.Score.AspectScore;
import io.mailpulse.model.Score.EvidenceSpan;
import io.mailpulse.model.aspect.AspectFinder;
import io.mailpulse.model.aspect.AspectList;
import io.mailpulse.model.aspect.Clause;
import io.mailpulse.model.aspect.Clauses;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.signal.Signals;
import io.mailpulse.model.text.Normaliser;
import io.mailpulse.model.text.Sentence;
import io.mailpulse.model.tier.Passage;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.UnknownReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From probabilities to the score that leaves this module: label or abstention, and its grounds.
 */
final class Judge {

  private static final String EMOTION = "emotion";

  private final ScorerSettings settings;
  private final ModelManifest manifest;
  private final String modelVersion;
  private final HeadSpec sentiment;
  private final int sentimentIndex;
  private final Optional<HeadSpec> emotion;
  private final int emotionIndex;
  private final int negative;
  private final int positive;
  private final SentimentLabel[] labels;
  private final Clauses defaultAspects;
  private final Signals signals = Signals.ofDefault();
  private final Map<String, Clauses> aspects = new HashMap<>();

  /**
   * Judges by the labels of a manifest.
   *
   * @param modelVersion {@code name@version} of what gave the probabilities
   */
  Judge(ScorerSettings settings, ModelManifest manifest, String modelVersion) {
    this.settings = settings;
    this.manifest = manifest;
    this.modelVersion = modelVersion;
    sentiment = manifest.head(ModelManifest.SENTIMENT).orElseThrow();
    sentimentIndex = manifest.heads().indexOf(sentiment);
    emotion = manifest.head(EMOTION);
    emotionIndex = emotion.map(manifest.heads()::indexOf).orElse(-1);
    negative = sentiment.labels().indexOf("negative");
    positive = sentiment.labels().indexOf("positive");
    labels =
        sentiment.labels().stream()
            .map(SentimentLabel::fromWireName)
            .toArray(SentimentLabel[]::new);
    AspectList ofEveryTenant = settings.aspects().get(ScorerSettings.EVERY_TENANT);
    defaultAspects = clausesOf(ofEveryTenant == null ? AspectList.ofSupportMail() : ofEveryTenant);
    settings.aspects().forEach((tenant, list) -> aspects.put(tenant, clausesOf(list)));
  }

  private static Clauses clausesOf(AspectList list) {
    return new Clauses(new AspectFinder(list));
  }

  /** Clauses that mention an aspect of the tenant's list. */
  List<Clause> clauses(Text text, Passage passage) {
    return aspectsOf(text).of(passage.normalised(), text.languageAmong(manifest.languages()));
  }

  private Clauses aspectsOf(Text text) {
    return aspects.getOrDefault(text.tenantId(), defaultAspects);
  }

  /** p(positive) - p(negative). */
  double polarity(double[] p) {
    return p[positive] - p[negative];
  }

  Score of(Text text, TierReading reading, double floor, String sha) {
    double[] p = reading.probabilities()[sentimentIndex];
    int best = Probabilities.largest(p);
    boolean undetermined = !manifest.languages().contains(text.languageAmong(manifest.languages()));
    if (undetermined && p[best] < settings.undeterminedFloor()) {
      return unknown(text, UnknownReason.UNDETERMINED, reading.tier(), sha);
    }
    if (p[best] < floor) {
      return unknown(text, UnknownReason.LOW_CONFIDENCE, reading.tier(), sha);
    }
    return new Score(
        text.language(),
        labels[best],
        polarity(p),
        p[best],
        byLabel(sentiment, p),
        emotion(reading, labels[best]),
        furtherHeads(text, reading),
        aspects(text, reading),
        evidence(reading, best),
        Optional.empty(),
        modelVersion,
        reading.tier(),
        Normaliser.VERSION,
        sha);
  }

  Score unknown(Text text, UnknownReason reason, ScorerTier tier, String sha) {
    return new Score(
        text.language(),
        SentimentLabel.UNKNOWN,
        0,
        0,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        Optional.of(reason),
        modelVersion,
        tier,
        Normaliser.VERSION,
        sha);
  }

  private static Map<String, Double> byLabel(HeadSpec head, double[] p) {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    for (int k = 0; k < p.length; k++) {
      byLabel.put(head.labels().get(k), p[k]);
    }
    return byLabel;
  }

  private Map<String, Double> emotion(TierReading reading, SentimentLabel label) {
    if (emotion.isEmpty() || reading.probabilities()[emotionIndex] == null) {
      return Map.of();
    }
    double[] sentiments = reading.probabilities()[sentimentIndex];
    double[] own = reading.probabilities()[emotionIndex];
    return byLabel(
        emotion.get(), new Emotions(emotion.get(), labels).agreeing(own, sentiments, label));
  }

  /**
   * Heads of two labels by their name: the probability of the second label. Then the transparent
   * heads, which no bundle carries.
   */
  private Map<String, Double> furtherHeads(Text text, TierReading reading) {
    Map<String, Double> further = new LinkedHashMap<>();
    for (int h = 0; h < manifest.heads().size(); h++) {
      HeadSpec head = manifest.heads().get(h);
      double[] p = reading.probabilities()[h];
      if (h != sentimentIndex && head.labels().size() == 2 && p != null) {
        further.put(head.name(), p[1]);
      }
    }
    double feelsNegative = reading.probabilities()[sentimentIndex][negative];
    further.putAll(
        signals.read(
            reading.passage().normalised(),
            text.languageAmong(manifest.languages()),
            feelsNegative));
    return further;
  }

  private List<AspectScore> aspects(Text text, TierReading reading) {
    List<String> names = aspectsOf(text).names();
    int count = names.size();
    double[][] sums = new double[count][];
    int[] mentions = new int[count];
    for (TierReading.Mention mention : reading.mentions()) {
      long found = mention.aspects();
      for (int a = 0; found != 0; a++, found >>>= 1) {
        if ((found & 1) != 0) {
          sums[a] = sum(sums[a], mention.sentiment());
          mentions[a]++;
        }
      }
    }
    List<AspectScore> scores = new ArrayList<>();
    for (int a = 0; a < count; a++) {
      if (mentions[a] > 0) {
        double[] mean = sums[a];
        for (int k = 0; k < mean.length; k++) {
          mean[k] /= mentions[a];
        }
        SentimentLabel label = labels[Probabilities.largest(mean)];
        scores.add(new AspectScore(names.get(a), label, polarity(mean)));
      }
    }
    return scores;
  }

  private static double[] sum(double[] sum, double[] p) {
    if (sum == null) {
      return p.clone();
    }
    for (int k = 0; k < p.length; k++) {
      sum[k] += p[k];
    }
    return sum;
  }

  /**
   * Sentences that say what the mail as a whole says, the most probable first; where none does by
   * itself, the one that comes nearest.
   */
  private List<EvidenceSpan> evidence(TierReading reading, int label) {
    List<Integer> agreeing = new ArrayList<>();
    int nearest = 0;
    for (int s = 0; s < reading.sentences().length; s++) {
      if (Probabilities.largest(reading.sentences()[s]) == label) {
        agreeing.add(s);
      }
      if (reading.sentences()[s][label] > reading.sentences()[nearest][label]) {
        nearest = s;
      }
    }
    if (agreeing.isEmpty() && reading.sentences().length > 0) {
      agreeing.add(nearest);
    }
    return agreeing.stream()
        .sorted(Comparator.comparingDouble((Integer s) -> -reading.sentences()[s][label]))
        .limit(settings.evidence())
        .map(s -> span(reading.passage().sentences().get(s), reading.sentences()[s]))
        .toList();
  }

  private EvidenceSpan span(Sentence sentence, double[] p) {
    return new EvidenceSpan(sentence.start(), sentence.end(), polarity(p));
  }
}
