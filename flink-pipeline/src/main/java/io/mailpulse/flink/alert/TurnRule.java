package io.mailpulse.flink.alert;

import io.mailpulse.flink.config.PipelineConfig.Alerts;
import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * When a thread turns. A confident negative mail turns it if the thread's negativity, that mail
 * included, is above the threshold; the thread may turn again once its negativity has fallen back
 * to the threshold, or nothing was scored for 24 hours.
 *
 * @param settings thresholds
 */
public record TurnRule(Alerts settings) implements Serializable {

  /** Name of the rule on its alerts. */
  public static final String NAME = "thread-turned-negative";

  /** Where a thread stands after one of its mails. */
  public enum Course {
    CALM,
    /** This very mail turned it: an alert is due. */
    TURNS,
    /** Turned before and not fallen back since. */
    TURNED
  }

  /** Whether a mail can turn a thread. */
  public enum Candidacy {
    CANDIDATE,
    BYSTANDER
  }

  /** Whether a mail with this label and confidence can turn a thread. */
  public Candidacy candidacy(String label, double confidence) {
    return "negative".equals(label) && confidence >= settings.minConfidence()
        ? Candidacy.CANDIDATE
        : Candidacy.BYSTANDER;
  }

  /**
   * Judges one mail; the mails of a thread are judged in the order of event time.
   *
   * @param before course of the thread before this mail
   * @param rateWithout negativity of the 24 h up to this mail, without it
   * @param rateWith the same with it
   * @param candidacy what {@link #candidacy} said of the mail
   */
  public Course judge(
      Course before, OptionalDouble rateWithout, OptionalDouble rateWith, Candidacy candidacy) {
    if (before != Course.CALM && isAbove(rateWithout) && isAbove(rateWith)) {
      return Course.TURNED;
    }
    return candidacy == Candidacy.CANDIDATE && isAbove(rateWith) ? Course.TURNS : Course.CALM;
  }

  private boolean isAbove(OptionalDouble rate) {
    return rate.isPresent() && rate.getAsDouble() > settings.negRate();
  }
}
