package io.mailpulse.local.report;

import io.mailpulse.local.find.Invariant;
import io.mailpulse.local.find.Overview;
import io.mailpulse.local.samples.SampleCheck;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.SentimentLabel;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the template {@code report/demo.jte} shows of an outcome. */
record DemoPage(DemoOutcome outcome) {

  private static final int MOST_LANGUAGES = 16;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** A number at the top. */
  record Figure(String value, String name, String kind) {
    Figure(long value, String name, String kind) {
      this(String.valueOf(value), name, kind);
    }
  }

  /** A language with its labels. */
  record Language(String name, List<Share> shares, int mails) {}

  /** The mails of one label, as wide as their share of the widest bar, in per cent. */
  record Share(String label, int count, String width) {}

  /** A bar of one share, in per cent. */
  record Bar(String name, String width, String value) {}

  boolean right() {
    return outcome.right();
  }

  List<Figure> figures() {
    Invariant invariant = outcome.invariant();
    return List.of(
        new Figure(invariant.in() + invariant.attached(), "mails", ""),
        new Figure(invariant.scored(), "scored", ""),
        new Figure(negativeShare(), "negative, of people's mail", "negative"),
        new Figure(overview().threads().size(), "threads", ""),
        new Figure(outcome.findings().alerts().size(), "alerts", "negative"),
        new Figure(invariant.unknown(), "unknown", "unknown"),
        new Figure(invariant.duplicates(), "duplicates", ""),
        new Figure(invariant.deadLettered(), "dead letters", ""));
  }

  private String negativeShare() {
    var people =
        outcome.findings().sentiments().values().stream()
            .filter(score -> score.getMailKind().equals(MailKind.PERSON.wireName()))
            .map(score -> SentimentLabel.fromWireName(score.getLabel()))
            .filter(label -> label != SentimentLabel.UNKNOWN)
            .toList();
    long negative = people.stream().filter(label -> label == SentimentLabel.NEGATIVE).count();
    return people.isEmpty() ? "-" : Math.round(100.0 * negative / people.size()) + " %";
  }

  List<String> labels() {
    return MoodChart.ORDER.stream().map(SentimentLabel::wireName).toList();
  }

  /** Empty if no mail was answered. */
  Optional<MoodChart> mood() {
    MoodOverTime mood = MoodOverTime.of(outcome.findings().sentiments().values());
    return mood.spans().isEmpty() ? Optional.empty() : Optional.of(MoodChart.of(mood));
  }

  List<Language> languages() {
    int most = overview().byLanguage().values().stream().mapToInt(DemoPage::sum).max().orElse(1);
    return overview().byLanguage().entrySet().stream()
        .limit(MOST_LANGUAGES)
        .map(
            entry ->
                new Language(
                    name(entry.getKey()), shares(entry.getValue(), most), sum(entry.getValue())))
        .toList();
  }

  int moreLanguages() {
    return overview().byLanguage().size() - MOST_LANGUAGES;
  }

  private static List<Share> shares(Map<SentimentLabel, Integer> counts, int most) {
    return MoodChart.ORDER.stream()
        .filter(label -> counts.getOrDefault(label, 0) > 0)
        .map(
            label -> {
              int count = counts.get(label);
              return new Share(label.wireName(), count, Length.of(100.0 * count / most));
            })
        .toList();
  }

  private static int sum(Map<SentimentLabel, Integer> counts) {
    return counts.values().stream().mapToInt(n -> n).sum();
  }

  private static String name(String language) {
    String name = Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
    return name.isEmpty() ? language : name;
  }

  List<Bar> emotions() {
    List<Bar> bars = new ArrayList<>();
    overview()
        .emotions()
        .forEach(
            (emotion, mean) ->
                bars.add(
                    new Bar(
                        emotion,
                        Length.of(100 * mean),
                        String.format(Locale.ROOT, "%.0f %%", 100 * mean))));
    return bars;
  }

  List<Bar> kinds() {
    int all = Math.max(1, outcome.findings().sentiments().size());
    List<Bar> bars = new ArrayList<>();
    overview()
        .byKind()
        .forEach(
            (kind, count) ->
                bars.add(
                    new Bar(
                        kind.replace('_', ' '),
                        Length.of(100.0 * count / all),
                        String.valueOf(count))));
    return bars;
  }

  List<ThreadView> threads() {
    return ThreadView.hottest(overview().threads());
  }

  RowList alerts() {
    return RowList.of(
        List.of("When", "Subject", "Language", "Confidence", "Thread negativity, 24 h"),
        outcome.findings().alerts(),
        alert ->
            List.of(
                TIME.format(alert.getCreatedAt()),
                alert.getSubject(),
                name(alert.getLanguage()),
                String.format(Locale.ROOT, "%.2f", alert.getConfidence()),
                "%.0f %% of %d"
                    .formatted(100 * alert.getThreadNegRate24h(), alert.getThreadVolume24h())));
  }

  RowList deadLetters() {
    return RowList.of(
        List.of("Stage", "Kind", "Source", "Why"),
        outcome.findings().deadLetters(),
        letter ->
            List.of(letter.getStage(), letter.getKind(), letter.getSource(), letter.getMessage()));
  }

  RowList proofs() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Nothing lost", outcome.invariant().toString()));
    rows.add(
        List.of(
            "Job's own counters",
            outcome.balanceAgrees() ? "agree" : outcome.balance().toString()));
    rows.add(
        List.of(
            "Stores",
            outcome.storeDifferences().isEmpty()
                ? String.join(", ", outcome.stores()) + " hold the same ids and labels"
                : outcome.storeDifferences().size() + " differences"));
    outcome.samples().ifPresent(samples -> rows.addAll(samples(samples)));
    rows.add(
        List.of(
            "Throughput",
            "%.1f mails/s over %.1f s, start-up included"
                .formatted(outcome.mailsPerSecond(), outcome.running().toMillis() / 1000.0)));
    rows.add(List.of("Model", String.join(", ", overview().modelVersions())));
    return new RowList(List.of(), rows, 0);
  }

  private static List<List<String>> samples(SampleCheck.Result samples) {
    return List.of(
        List.of(
            "Samples",
            samples.holds()
                ? "all " + samples.checked() + " as expected"
                : samples.failures().size() + " expectations do not hold"),
        List.of(
            "Agreement with a person",
            samples.agreed() + " of " + samples.humanLabels() + " labelled samples"));
  }

  List<String> differences() {
    return outcome.storeDifferences().stream().limit(RowList.MOST).toList();
  }

  List<String> failures() {
    return outcome.samples().map(SampleCheck.Result::failures).orElse(List.of()).stream()
        .limit(RowList.MOST)
        .toList();
  }

  private Overview overview() {
    return outcome.overview();
  }
}
