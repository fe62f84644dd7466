package io.mailpulse.lab.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a model may take the place of another. Promoted is what is no worse on the same mails: in
 * macro F1, in calibration, in any language with enough mails, and in false alarms; on real mail,
 * if some is given, in macro F1, in how well negative mails are told, and in alerts.
 *
 * @param promote the decision
 * @param objections why not; empty if promoted
 */
public record Comparison(boolean promote, List<String> objections) {

  private static final double SMALLEST_LOSS = 0.01;
  private static final double CALIBRATION_SLACK = 0.02;
  private static final double LANGUAGE_LOSS = 0.10;
  private static final int ENOUGH_MAILS = 10;

  /** Real mail has few negative ones: a single one of 36 moves their precision by .03. */
  private static final double REAL_MAIL_LOSS = 0.02;

  private static final double REAL_NEGATIVE_LOSS = 0.05;

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

  /** This decision, and that between two evaluations of the same real mail. */
  Comparison and(RealMailEvaluation candidate, RealMailEvaluation old) {
    List<String> all = new ArrayList<>(objections);
    fall("macro F1 on real mail", candidate.macroF1(), old.macroF1(), REAL_MAIL_LOSS)
        .ifPresent(all::add);
    fall(
            "precision of negative real mail at a recall of " + RealMailEvaluation.RECALL,
            candidate.precisionAtRecall(),
            old.precisionAtRecall(),
            REAL_NEGATIVE_LOSS)
        .ifPresent(all::add);
    fall(
            "share of right alerts over real mail",
            candidate.alertsRight(),
            old.alertsRight(),
            REAL_NEGATIVE_LOSS)
        .ifPresent(all::add);
    fall(
            "share of negative real mail that alerts",
            candidate.alertsFound(),
            old.alertsFound(),
            REAL_NEGATIVE_LOSS)
        .ifPresent(all::add);
    return new Comparison(all.isEmpty(), List.copyOf(all));
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
