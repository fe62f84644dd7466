package io.mailpulse.model.signal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * One head as its resource has it: {@code logistic(bias + negative * p(negative) + sum of the
 * weights of the features that the mail has)}.
 *
 * @param name as scores carry it
 * @param description what it means, and how far to trust it
 * @param calibrated whether its value may be read as a probability
 * @param bias log odds of a mail without any feature
 * @param negative log odds added at {@code p(negative) = 1}
 * @param weights log odds added per feature, once however often it occurs
 * @param terms per feature and language, with the syntax of aspect lists
 */
public record SignalHead(
    String name,
    String description,
    boolean calibrated,
    double bias,
    double negative,
    Map<String, Double> weights,
    Map<String, Map<String, List<String>>> terms) {

  private static final String RESOURCE = "heads.json";

  /** Checks that every feature has a weight and terms. */
  public SignalHead {
    if (!weights.keySet().equals(terms.keySet())) {
      throw new IllegalArgumentException(
          "head "
              + name
              + ": expected the same features in weights and terms, found "
              + weights.keySet()
              + " and "
              + terms.keySet());
    }
  }

  /** The heads that every score has: churn risk and urgency. */
  static List<SignalHead> ofDefault() {
    try (var in = SignalHead.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper().readValue(in, new TypeReference<List<SignalHead>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }

  /** Value under the given features. */
  double value(Iterable<String> features, double probabilityNegative) {
    double logOdds = bias + negative * probabilityNegative;
    for (String feature : features) {
      logOdds += weights.get(feature);
    }
    return 1 / (1 + Math.exp(-logOdds));
  }
}
