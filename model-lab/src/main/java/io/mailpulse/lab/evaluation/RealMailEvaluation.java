package io.mailpulse.lab.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How one labeller did on real mail. Every share counts mails by their weight, so that it is that
 * of the mailboxes they were drawn from.
 *
 * @param model name of the labeller
 * @param mails how many
 * @param negatives of these that are negative
 * @param macroF1 over the three labels; an abstention is a miss
 * @param precision share of the mails labelled negative that are; 1 if none is labelled so
 * @param recall share of the negative mails that are labelled so
 * @param precisionAtRecall the best share of right ones among the mails most probably negative, as
 *     many as hold {@value #RECALL} of the negative mails at least
 * @param alerts mails labelled negative with a confidence of at least 0.9
 * @param rightAlerts of these that are negative
 * @param alertsRight the same by weight; 1 if there is no alert
 * @param alertsFound share of the negative mails that are among them
 */
public record RealMailEvaluation(
    String model,
    int mails,
    int negatives,
    double macroF1,
    double precision,
    double recall,
    double precisionAtRecall,
    int alerts,
    int rightAlerts,
    double alertsRight,
    double alertsFound) {

  /** Recall of negative at which its precision is compared, whatever the labels say. */
  static final double RECALL = 0.55;

  private static final String NEGATIVE = "negative";

  /** Labels the mails and measures the answers. */
  public static RealMailEvaluation of(Labeller labeller, List<RealMail> mails) {
    List<Answer> answers = labeller.label(mails.stream().map(RealMail::mail).toList());
    List<Judged> judged = new ArrayList<>(mails.size());
    for (int i = 0; i < mails.size(); i++) {
      judged.add(new Judged(mails.get(i), answers.get(i)));
    }
    List<Judged> negatives = judged.stream().filter(Judged::isNegative).toList();
    List<Judged> called = judged.stream().filter(j -> j.answer.label().equals(NEGATIVE)).toList();
    List<Judged> alerts =
        called.stream().filter(j -> j.answer.confidence() >= Evaluation.ALERT_CONFIDENCE).toList();
    return new RealMailEvaluation(
        labeller.name(),
        judged.size(),
        negatives.size(),
        macroF1(judged),
        right(called),
        found(called, negatives),
        precisionAtRecall(judged, weight(negatives)),
        alerts.size(),
        (int) alerts.stream().filter(Judged::isNegative).count(),
        right(alerts),
        found(alerts, negatives));
  }

  private record Judged(RealMail real, Answer answer) {
    boolean isNegative() {
      return real.isLabelled(NEGATIVE);
    }
  }

  private static double weight(List<Judged> judged) {
    return judged.stream().mapToDouble(j -> j.real.weight()).sum();
  }

  private static double right(List<Judged> answers) {
    return answers.isEmpty()
        ? 1
        : weight(answers.stream().filter(Judged::isNegative).toList()) / weight(answers);
  }

  private static double found(List<Judged> answers, List<Judged> negatives) {
    return weight(answers.stream().filter(Judged::isNegative).toList()) / weight(negatives);
  }

  private static double macroF1(List<Judged> judged) {
    List<String> present =
        Evaluation.LABELS.stream()
            .filter(label -> judged.stream().anyMatch(j -> j.real.isLabelled(label)))
            .toList();
    double sum = 0;
    for (String label : present) {
      List<Judged> actual = judged.stream().filter(j -> j.real.isLabelled(label)).toList();
      List<Judged> given = judged.stream().filter(j -> j.answer.label().equals(label)).toList();
      List<Judged> right = given.stream().filter(j -> j.real.isLabelled(label)).toList();
      sum += 2 * weight(right) / (weight(actual) + weight(given));
    }
    return sum / present.size();
  }

  /** Mails of one probability come together: none of them can be called without the others. */
  private static double precisionAtRecall(List<Judged> judged, double wanted) {
    List<Judged> sorted =
        judged.stream()
            .sorted(Comparator.comparingDouble((Judged j) -> -j.answer.negative()))
            .toList();
    double right = 0;
    double all = 0;
    double best = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Judged one = sorted.get(i);
      all += one.real.weight();
      right += one.isNegative() ? one.real.weight() : 0;
      boolean last =
          i + 1 == sorted.size() || sorted.get(i + 1).answer.negative() < one.answer.negative();
      if (last && right >= RECALL * wanted) {
        best = Math.max(best, right / all);
      }
    }
    return best;
  }
}
