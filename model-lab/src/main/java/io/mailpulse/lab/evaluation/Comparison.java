package io.mailpulse.lab.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a model may take the place of another. Promoted is what is no worse on the same mails: in
 * macro F1, in calibration, in any language with enough mails, and in false alarms.
 *
 * @param promote the decision
 * @param objections why not; empty if promoted
 */
public record Comparison(boolean promote, List<String> objections) {

  private static final double SMALLEST_LOSS = 0.01;
  private static final double CALIBRATION_SLACK = 0.02;
  private static final double LANGUAGE_LOSS = 0.10;
  private static final int ENOUGH_MAILS = 10;

  /** Decides between two evaluations of the same split. */
  public static Comparison of(Evaluation candidate, Evaluation old) {
    List<String> objections = new ArrayList<>();
    fall("macro F1", candidate.macroF1(), old.macroF1(), SMALLEST_LOSS).ifPresent(objections::add);
    fall("calibration", -candidate.calibrationError(), -old.calibrationError(), CALIBRATION_SLACK)
        .ifPresent(objections::add);
    for (Map.Entry<String, Evaluation.Group> entry : old.languages().entrySet()) {
      Evaluation.Group now = candidate.languages().get(entry.getKey());
      if (now != null && now.mails() >= ENOUGH_MAILS) {
        fall(
                "accuracy in " + entry.getKey(),
                now.accuracy(),
                entry.getValue().accuracy(),
                LANGUAGE_LOSS)
            .ifPresent(objections::add);
      }
    }
    if (candidate.alerts().falseAlarms() > old.alerts().falseAlarms()) {
      objections.add(
          "false alarms rise from %d to %d"
              .formatted(old.alerts().falseAlarms(), candidate.alerts().falseAlarms()));
    }
    return new Comparison(objections.isEmpty(), List.copyOf(objections));
  }

  private static Optional<String> fall(String what, double now, double before, double slack) {
    return before - now > slack
        ? Optional.of(
            String.format(
                java.util.Locale.ROOT,
                "%s falls from %.3f to %.3f",
                what,
                Math.abs(before),
                Math.abs(now)))
        : Optional.empty();
  }
}
