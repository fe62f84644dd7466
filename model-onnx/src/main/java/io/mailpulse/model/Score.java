package io.mailpulse.model;

import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.UnknownReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model says of one text.
 *
 * @param language ISO 639-1 code that the score was made under, or {@code unknown}
 * @param label the answer; {@link SentimentLabel#UNKNOWN} when the model abstains
 * @param polarity p(positive) - p(negative), -1 to 1; 0 when unknown
 * @param confidence largest calibrated probability, 0 to 1; 0 when unknown
 * @param probabilities calibrated probability per label name; empty when unknown
 * @param emotion probability per emotion name, each 0 to 1; empty when unknown
 * @param heads further heads by name, 0 to 1: toxicity, churn_risk, urgency
 * @param aspects aspects that the text mentions
 * @param evidence sentences that decided, most decisive first, as offsets over the given text
 * @param unknownReason why the label is unknown; empty otherwise
 * @param modelVersion {@code name@version} of the bundle
 * @param tier which tier answered
 * @param normaliserVersion version of the normaliser that fed the model
 * @param textSha256 SHA-256 of the normalised sentences with a blank between, hexadecimal
 */
public record Score(
    String language,
    SentimentLabel label,
    double polarity,
    double confidence,
    Map<String, Double> probabilities,
    Map<String, Double> emotion,
    Map<String, Double> heads,
    List<AspectScore> aspects,
    List<EvidenceSpan> evidence,
    Optional<UnknownReason> unknownReason,
    String modelVersion,
    ScorerTier tier,
    String normaliserVersion,
    String textSha256) {

  /**
   * Sentiment of the sentences that mention an aspect.
   *
   * @param aspect name in the tenant's list or the default list
   * @param sentiment label of those sentences, never unknown
   * @param score their polarity, -1 to 1
   */
  public record AspectScore(String aspect, SentimentLabel sentiment, double score) {}

  /**
   * A sentence as offsets.
   *
   * @param start first UTF-16 unit of the given text, inclusive
   * @param end last UTF-16 unit, exclusive
   * @param polarity polarity of the sentence alone, -1 to 1
   */
  public record EvidenceSpan(int start, int end, double polarity) {}
}
