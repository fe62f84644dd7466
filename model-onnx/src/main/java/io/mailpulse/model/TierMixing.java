package io.mailpulse.model;

import io.mailpulse.model.TierReading.Mention;
import io.mailpulse.model.aspect.Clause;
import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.tier.EncoderTier;
import io.mailpulse.model.tier.Reading;
import io.mailpulse.schema.ScorerTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fast tier's reading of a mail, mixed with that of the encoder of its language, and with a
 * second opinion where there is one for the language and the mix so far is not calm. The fast tier
 * reads all of a mail; encoders both ends and its most decided windows.
 */
final class TierMixing {

  private final Aggregation aggregation;
  private final ClauseReader clauseReader;
  private final List<EncoderTier> seconds;
  private final int sentiment;
  private final int neutral;

  /**
   * Over opened tiers.
   *
   * @param seconds encoders that give second opinions
   * @param sentiment index of the sentiment head
   * @param neutral index of its neutral label; below 0 without one: then no mix is calm
   */
  TierMixing(
      Aggregation aggregation,
      ClauseReader clauseReader,
      List<EncoderTier> seconds,
      int sentiment,
      int neutral) {
    this.aggregation = aggregation;
    this.clauseReader = clauseReader;
    this.seconds = seconds;
    this.sentiment = sentiment;
    this.neutral = neutral;
  }

  /**
   * Mixes.
   *
   * @param quick the fast tier's reading
   * @param decidedness of each sentence, as {@link EncoderTier#read} takes it
   */
  TierReading of(
      TierReading quick,
      double[] decidedness,
      List<Clause> clauses,
      EncoderTier encoder,
      String language) {
    Reading deep = encoder.read(quick.passage(), decidedness, language);
    double[][] both = mixed(aggregation.of(deep, 1), quick.probabilities(), encoder);
    double[][] ofClauses = clauseReader.encoded(encoder, clauses, deep, language);
    for (int c = 0; c < ofClauses.length; c++) {
      ofClauses[c] = mixed(ofClauses[c], quick.mentions().get(c).sentiment(), encoder);
    }
    Calibration calibration = encoder.part().calibration();
    Optional<EncoderTier> second = second(language, both[sentiment]);
    if (second.isPresent()) {
      Reading opinion = second.get().read(quick.passage(), decidedness, language);
      both = mixed(aggregation.of(opinion, 1), both, second.get());
      double[][] again = clauseReader.ofWindows(clauses, opinion);
      for (int c = 0; c < ofClauses.length; c++) {
        if (ofClauses[c] != null && again[c] != null) {
          ofClauses[c] = mixed(again[c], ofClauses[c], second.get());
        }
      }
      calibration = second.get().part().calibration();
    }
    double temperature = calibration.of(language).temperature();
    both[sentiment] = Probabilities.temper(both[sentiment], temperature);
    return new TierReading(
        quick.passage(),
        both,
        quick.sentences(),
        mentions(quick.mentions(), ofClauses, temperature),
        ScorerTier.MIXED);
  }

  private Optional<EncoderTier> second(String language, double[] soFar) {
    return seconds.stream()
        .filter(tier -> tier.part().languages().contains(language))
        .filter(tier -> neutral < 0 || soFar[neutral] < tier.part().second().calm())
        .findFirst();
  }

  /** Per head; one that the encoder does not have stays as it is. */
  private static double[][] mixed(double[][] deep, double[][] before, EncoderTier encoder) {
    double[][] both = new double[before.length][];
    for (int h = 0; h < both.length; h++) {
      double[] mixed = mixed(deep[h], before[h], encoder);
      both[h] = mixed == null ? before[h] : mixed;
    }
    return both;
  }

  /** Null where the encoder says nothing. */
  private static double[] mixed(double[] deep, double[] before, EncoderTier encoder) {
    return deep == null ? null : Probabilities.mix(deep, before, encoder.part().weight());
  }

  /** Mentions that no encoder read stay as they are. */
  private static List<Mention> mentions(
      List<Mention> mentions, double[][] mixed, double temperature) {
    List<Mention> all = new ArrayList<>(mentions.size());
    for (int c = 0; c < mixed.length; c++) {
      Mention mention = mentions.get(c);
      double[] p =
          mixed[c] == null ? mention.sentiment() : Probabilities.temper(mixed[c], temperature);
      all.add(new Mention(mention.aspects(), p));
    }
    return all;
  }
}
