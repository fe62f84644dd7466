package io.mailpulse.lab.evaluation;

/**
 * What a labeller said of a mail.
 *
 * @param label negative, neutral, positive or unknown
 * @param confidence 0 to 1; 0 when unknown, and for labellers that claim none
 * @param negative probability of negative, 0 to 1; 0 when unknown
 */
public record Answer(String label, double confidence, double negative) {

  /** The label of an abstention. */
  public static final String UNKNOWN = "unknown";

  boolean abstains() {
    return label.equals(UNKNOWN);
  }
}
