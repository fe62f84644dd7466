package io.mailpulse.local.find;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.SentimentLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * TopicContents, counted and put in order for people.
 *
 * @param byLanguage per language its mails per label, languages with most mails first
 * @param byKind mails per kind of mail
 * @param emotions mean probability per emotion over scored mails, strongest first
 * @param threads every thread, hottest first
 * @param modelVersions bundles that answered
 */
public record Overview(
    Map<String, Map<SentimentLabel, Integer>> byLanguage,
    Map<String, Integer> byKind,
    Map<String, Double> emotions,
    List<ThreadCourse> threads,
    List<String> modelVersions) {

  /** Counts what a run found. */
  public static Overview of(TopicContents findings) {
    var scores = findings.sentiments().values();
    return new Overview(
        languages(scores),
        kinds(scores),
        emotions(scores),
        threads(findings),
        scores.stream().map(EmailSentiment::getModelVersion).distinct().sorted().toList());
  }

  /** Mails with a label over all languages. */
  public int count(SentimentLabel label) {
    return byLanguage.values().stream().mapToInt(counts -> counts.getOrDefault(label, 0)).sum();
  }

  private static Map<String, Map<SentimentLabel, Integer>> languages(
      Iterable<EmailSentiment> scores) {
    Map<String, Map<SentimentLabel, Integer>> counts = new TreeMap<>();
    for (EmailSentiment score : scores) {
      counts
          .computeIfAbsent(score.getLanguage(), language -> new TreeMap<>())
          .merge(SentimentLabel.fromWireName(score.getLabel()), 1, Integer::sum);
    }
    return sorted(
        counts,
        Comparator.comparingInt(labels -> -labels.values().stream().mapToInt(n -> n).sum()));
  }

  private static Map<String, Integer> kinds(Iterable<EmailSentiment> scores) {
    Map<String, Integer> counts = new TreeMap<>();
    scores.forEach(score -> counts.merge(score.getMailKind(), 1, Integer::sum));
    return sorted(counts, Comparator.comparingInt(count -> -count));
  }

  private static Map<String, Double> emotions(Iterable<EmailSentiment> scores) {
    Map<String, Double> sums = new TreeMap<>();
    int scored = 0;
    for (EmailSentiment score : scores) {
      if (!score.getEmotion().isEmpty()) {
        scored++;
        score.getEmotion().forEach((emotion, p) -> sums.merge(emotion, p, Double::sum));
      }
    }
    int n = Math.max(1, scored);
    sums.replaceAll((emotion, sum) -> sum / n);
    return sorted(sums, Comparator.comparingDouble(mean -> -mean));
  }

  private static List<ThreadCourse> threads(TopicContents findings) {
    Map<String, EmailRaw> raws = new HashMap<>();
    findings.raws().forEach(raw -> raws.putIfAbsent(raw.getEmailId(), raw));
    Map<String, List<ThreadCourse.Mail>> mails = new LinkedHashMap<>();
    for (EmailSentiment score : findings.sentiments().values()) {
      EmailRaw raw = raws.get(score.getEmailId());
      if (raw != null) {
        mails
            .computeIfAbsent(findings.threadHolding(score.getThreadId()), id -> new ArrayList<>())
            .add(new ThreadCourse.Mail(raw, score));
      }
    }
    return mails.entrySet().stream()
        .map(thread -> new ThreadCourse(thread.getKey(), thread.getValue()))
        .sorted(
            Comparator.comparingDouble(ThreadCourse::heat)
                .reversed()
                .thenComparing(ThreadCourse::threadId))
        .toList();
  }

  private static <V> Map<String, V> sorted(Map<String, V> map, Comparator<V> order) {
    Map<String, V> sorted = new LinkedHashMap<>();
    map.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(order))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
