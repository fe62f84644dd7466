package io.mailpulse.local.demo;

import io.mailpulse.local.find.Overview;
import io.mailpulse.local.find.ThreadCourse;
import io.mailpulse.local.report.DemoOutcome;
import io.mailpulse.local.samples.SampleCheck;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.SentimentLabel;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints an outcome for people. */
final class Printout {

  private static final int MOST_LANGUAGES = 20;
  private static final int MOST_THREADS = 8;
  private static final int MOST_LETTERS = 15;
  private static final int MOST_PROBLEMS = 40;

  private final PrintStream out;
  private final DemoFolder folder;
  private final Stack stack;

  Printout(PrintStream out, DemoFolder folder, Stack stack) {
    this.out = out;
    this.folder = folder;
    this.stack = stack;
  }

  void print(DemoOutcome outcome) {
    languages(outcome.overview());
    threads(outcome.overview().threads());
    alerts(outcome.findings().alerts());
    deadLetters(outcome.findings().deadLetters());
    proofs(outcome);
    places(outcome);
    out.flush();
  }

  private void languages(Overview overview) {
    line("");
    line("%-10s %9s %9s %9s %9s", "language", "negative", "neutral", "positive", "unknown");
    overview.byLanguage().entrySet().stream()
        .limit(MOST_LANGUAGES)
        .forEach(language -> counts(language.getKey(), language.getValue()));
    int more = overview.byLanguage().size() - MOST_LANGUAGES;
    if (more > 0) {
      line("%-10s", "and " + more + " more languages");
    }
    Map<SentimentLabel, Integer> all =
        List.of(SentimentLabel.values()).stream()
            .collect(Collectors.toMap(label -> label, overview::count));
    counts("all", all);
    line(
        "%nmail kinds: %s",
        overview.byKind().entrySet().stream()
            .map(kind -> kind.getKey() + " " + kind.getValue())
            .collect(Collectors.joining(", ")));
  }

  private void counts(String name, Map<SentimentLabel, Integer> counts) {
    line(
        "%-10s %9d %9d %9d %9d",
        name,
        counts.getOrDefault(SentimentLabel.NEGATIVE, 0),
        counts.getOrDefault(SentimentLabel.NEUTRAL, 0),
        counts.getOrDefault(SentimentLabel.POSITIVE, 0),
        counts.getOrDefault(SentimentLabel.UNKNOWN, 0));
  }

  private void threads(List<ThreadCourse> threads) {
    line("%nhottest threads (course: - negative, o neutral, + positive, ? unknown)");
    threads.stream()
        .limit(MOST_THREADS)
        .filter(thread -> thread.heat() > 0)
        .forEach(
            thread ->
                line(
                    "  heat %4.1f  peak %3.0f %%  %-12s %s",
                    thread.heat(),
                    100 * thread.peakNegRate(),
                    course(thread),
                    plain(thread.subject())));
  }

  private static String course(ThreadCourse thread) {
    return thread.mails().stream()
        .map(mail -> SentimentLabel.fromWireName(mail.score().getLabel()))
        .map(
            label ->
                switch (label) {
                  case NEGATIVE -> "-";
                  case NEUTRAL -> "o";
                  case POSITIVE -> "+";
                  case UNKNOWN -> "?";
                })
        .collect(Collectors.joining());
  }

  private void alerts(List<EmailAlert> alerts) {
    line("%nalerts: %d", alerts.size());
    for (EmailAlert alert : alerts) {
      line(
          "  %s  %s  confidence %.2f, thread negativity %.0f %% of %d  %s",
          alert.getCreatedAt(),
          alert.getLanguage(),
          alert.getConfidence(),
          100 * alert.getThreadNegRate24h(),
          alert.getThreadVolume24h(),
          plain(alert.getSubject()));
    }
  }

  private void deadLetters(List<DeadLetter> letters) {
    line("%ndead letters: %d", letters.size());
    letters.stream()
        .limit(MOST_LETTERS)
        .forEach(
            letter ->
                line(
                    "  %s/%s  %s  (%s)",
                    letter.getStage(),
                    letter.getKind(),
                    plain(letter.getSource()),
                    plain(letter.getMessage())));
    if (letters.size() > MOST_LETTERS) {
      line("  and %d more", letters.size() - MOST_LETTERS);
    }
  }

  private void proofs(DemoOutcome outcome) {
    line("%nnothing lost:   %s", outcome.invariant());
    line(
        "job's counters: %s", outcome.balanceAgrees() ? "agree" : "DISAGREE: " + outcome.balance());
    line(
        "stores agree:   %s",
        outcome.storeDifferences().isEmpty()
            ? String.join(", ", outcome.stores()) + " hold the same ids and labels"
            : "NO, " + outcome.storeDifferences().size() + " differences");
    problems(outcome.storeDifferences());
    outcome.samples().ifPresent(this::samples);
    line(
        "throughput:     %.1f mails/s (%d mails in %.1f s from the job's start to its end, the"
            + " answers within %.1f s)",
        outcome.mailsPerSecond(),
        outcome.invariant().in(),
        outcome.running().toMillis() / 1000.0,
        outcome.answering().toMillis() / 1000.0);
    line("model:          %s", String.join(", ", outcome.overview().modelVersions()));
  }

  private void samples(SampleCheck.Result samples) {
    line(
        "samples:        %s; the model agrees with a person on %d of %d",
        samples.holds()
            ? "all " + samples.checked() + " came out as expected"
            : samples.failures().size() + " expectations of " + samples.checked() + " do NOT hold",
        samples.agreed(),
        samples.humanLabels());
    problems(samples.failures());
  }

  private void problems(List<String> problems) {
    problems.stream().limit(MOST_PROBLEMS).forEach(problem -> line("  %s", plain(problem)));
    if (problems.size() > MOST_PROBLEMS) {
      line("  and %d more, see %s", problems.size() - MOST_PROBLEMS, folder.summary());
    }
  }

  private void places(DemoOutcome outcome) {
    line("%nwhere to look");
    line("  report   %s", folder.report());
    line("  summary  %s", folder.summary());
    line("  tables   %s (Delta)", folder.warehouse());
    line("  web UI   %s (with --keep)", stack.flink().webUi());
    stack
        .search()
        .ifPresent(search -> line("  search   %s/emails-*/_search (with --keep)", search.uri()));
    line("  broker   %s (with --keep)", stack.kafka().bootstrapServers());
    line("  log      %s", folder.log());
    line("%n%s", outcome.right() ? "All is well." : "The result is WRONG, see above.");
  }

  /** Subjects are other people's: no control character of theirs reaches a terminal. */
  private static String plain(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
