package io.mailpulse.lab.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How one labeller did on a set of mails.
 *
 * @param model name of the labeller
 * @param split which mails
 * @param mails how many
 * @param answered how many it did not abstain on
 * @param macroF1 over the three labels; an abstention is a miss
 * @param calibrationError expected calibration error over ten bins, of the answered ones
 * @param languages per language
 * @param kinds per kind of mail
 * @param confusion answers per right label and given label
 * @param reliability ten bins of confidence
 * @param alerts what the alert rule would see
 */
public record Evaluation(
    String model,
    String split,
    int mails,
    int answered,
    double macroF1,
    double calibrationError,
    Map<String, Group> languages,
    Map<String, Group> kinds,
    Map<String, Map<String, Integer>> confusion,
    List<Bin> reliability,
    Alerts alerts) {

  static final List<String> LABELS = List.of("negative", "neutral", "positive");

  /** Confidence from which the default alert rule counts a negative mail. */
  static final double ALERT_CONFIDENCE = 0.9;

  private static final int BINS = 10;

  /**
   * A part of the mails.
   *
   * @param mails how many
   * @param accuracy share of right answers, 0 to 1; an abstention is a miss
   * @param macroF1 over the labels that occur in it
   */
  public record Group(int mails, double accuracy, double macroF1) {}

  /**
   * Answers whose confidence falls into one tenth.
   *
   * @param answers how many
   * @param confidence their mean confidence
   * @param accuracy share of right ones
   */
  public record Bin(int answers, double confidence, double accuracy) {}

  /**
   * Mails labelled negative with a confidence of at least 0.9.
   *
   * @param complaints mails of the kind complaint
   * @param complaintsFound of these
   * @param others mails that are not negative
   * @param falseAlarms of these
   */
  public record Alerts(int complaints, int complaintsFound, int others, int falseAlarms) {}

  /** Labels the mails and measures the answers. */
  public static Evaluation of(Labeller labeller, String split, List<GoldenMail> mails) {
    List<Answer> answers = labeller.label(mails);
    List<Judged> judged = new ArrayList<>(mails.size());
    for (int i = 0; i < mails.size(); i++) {
      judged.add(new Judged(mails.get(i), answers.get(i)));
    }
    Map<String, Map<String, Integer>> confusion = new LinkedHashMap<>();
    for (String label : LABELS) {
      confusion.put(label, new TreeMap<>());
    }
    judged.forEach(j -> confusion.get(j.mail.label()).merge(j.answer.label(), 1, Integer::sum));
    List<Bin> bins = reliability(judged);
    return new Evaluation(
        labeller.name(),
        split,
        mails.size(),
        (int) judged.stream().filter(j -> !j.answer.abstains()).count(),
        macroF1(judged),
        calibrationError(bins),
        groups(judged, j -> j.mail.language()),
        groups(judged, j -> j.mail.kind()),
        confusion,
        bins,
        alerts(judged));
  }

  /** Whether the labeller claims any confidence; a lexicon does not. */
  boolean claims() {
    return reliability.stream().anyMatch(bin -> bin.confidence() > 0);
  }

  private record Judged(GoldenMail mail, Answer answer) {
    boolean isRight() {
      return mail.label().equals(answer.label());
    }

    boolean alerts() {
      return answer.label().equals("negative") && answer.confidence() >= ALERT_CONFIDENCE;
    }
  }

  private static Map<String, Group> groups(List<Judged> judged, Function<Judged, String> key) {
    Map<String, List<Judged>> parts = new TreeMap<>();
    judged.forEach(j -> parts.computeIfAbsent(key.apply(j), k -> new ArrayList<>()).add(j));
    Map<String, Group> groups = new TreeMap<>();
    parts.forEach(
        (name, part) -> groups.put(name, new Group(part.size(), accuracy(part), macroF1(part))));
    return groups;
  }

  private static double accuracy(List<Judged> judged) {
    return judged.stream().filter(Judged::isRight).count() / (double) judged.size();
  }

  private static double macroF1(List<Judged> judged) {
    double sum = 0;
    int present = 0;
    for (String label : LABELS) {
      long actual = judged.stream().filter(j -> j.mail.label().equals(label)).count();
      long given = judged.stream().filter(j -> j.answer.label().equals(label)).count();
      long right = judged.stream().filter(j -> j.mail.label().equals(label) && j.isRight()).count();
      if (actual > 0) {
        present++;
        sum += 2.0 * right / (actual + given);
      }
    }
    return present == 0 ? 0 : sum / present;
  }

  private static List<Bin> reliability(List<Judged> judged) {
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      int bin = b;
      List<Judged> part =
          judged.stream()
              .filter(j -> !j.answer.abstains())
              .filter(j -> Math.min(BINS - 1, (int) (j.answer.confidence() * BINS)) == bin)
              .toList();
      double confidence = part.stream().mapToDouble(j -> j.answer.confidence()).average().orElse(0);
      bins.add(new Bin(part.size(), confidence, part.isEmpty() ? 0 : accuracy(part)));
    }
    return bins;
  }

  private static double calibrationError(List<Bin> bins) {
    int answers = bins.stream().mapToInt(Bin::answers).sum();
    return answers == 0
        ? 0
        : bins.stream()
                .mapToDouble(b -> b.answers() * Math.abs(b.confidence() - b.accuracy()))
                .sum()
            / answers;
  }

  private static Alerts alerts(List<Judged> judged) {
    List<Judged> complaints =
        judged.stream().filter(j -> j.mail.kind().equals("complaint")).toList();
    List<Judged> others = judged.stream().filter(j -> !j.mail.label().equals("negative")).toList();
    return new Alerts(
        complaints.size(),
        (int) complaints.stream().filter(Judged::alerts).count(),
        others.size(),
        (int) others.stream().filter(Judged::alerts).count());
  }
}
