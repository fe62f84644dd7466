package io.mailpulse.local.report;

import io.mailpulse.local.find.Invariant;
import io.mailpulse.local.find.Overview;
import io.mailpulse.local.samples.SampleCheck;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.SentimentLabel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An outcome as one page that needs nothing but a browser. */
public final class Report {

  private static final int MOST_LANGUAGES = 16;
  private static final int MOST_ROWS = 100;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Html html = new Html();
  private final Charts charts = new Charts(html);
  private final DemoOutcome outcome;

  private Report(DemoOutcome outcome) {
    this.outcome = outcome;
  }

  /** Writes the page to a file. */
  public static void write(Path file, DemoOutcome outcome) throws IOException {
    Files.writeString(file, page(outcome));
  }

  static String page(DemoOutcome outcome) throws IOException {
    var report = new Report(outcome);
    report.write();
    return report.html.page();
  }

  private void write() throws IOException {
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    // The page shows other people's words: nothing in it may run or fetch anything.
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    html.element("title", "Mailpulse report").style(resource("report.css")).close();
    html.open("body").open("main");
    head();
    figures();
    mood();
    html.open("div", "class", "columns");
    languages();
    emotions();
    html.close();
    new ThreadSection(html, charts).write(outcome.overview().threads());
    alerts();
    deadLetters();
    proofs();
    html.close().close().close();
  }

  private void head() {
    html.open("header", "class", "top")
        .element("h1", "Mailpulse")
        .element("p", "How people feel in this mail", "class", "note")
        .element(
            "span",
            outcome.right() ? "nothing lost, stores agree" : "something is wrong, see the end",
            "class",
            outcome.right() ? "verdict good" : "verdict bad")
        .close();
  }

  private void figures() {
    Invariant invariant = outcome.invariant();
    html.open("section", "class", "figures");
    figure(invariant.in() + invariant.attached(), "mails", "");
    figure(invariant.scored(), "scored", "");
    figure(negativeShare(), "negative, of people's mail", "negative");
    figure(outcome.overview().threads().size(), "threads", "");
    figure(outcome.findings().alerts().size(), "alerts", "negative");
    figure(invariant.unknown(), "unknown", "unknown");
    figure(invariant.duplicates(), "duplicates", "");
    figure(invariant.deadLettered(), "dead letters", "");
    html.close();
  }

  private void figure(Object value, String name, String kind) {
    html.open("div", "class", "figure " + kind).element("b", value).element("span", name).close();
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

  private void mood() {
    MoodOverTime mood = MoodOverTime.of(outcome.findings().sentiments().values());
    html.open("section").element("h2", "Mood over time");
    html.open("p", "class", "legend");
    for (SentimentLabel label : Charts.ORDER) {
      html.element("span", label.wireName(), "class", "key fill-" + label.wireName());
    }
    html.element("span", "mean polarity, right scale", "class", "key line").close();
    if (mood.spans().isEmpty()) {
      html.element("p", "No mail was answered.");
    } else {
      charts.mood(mood);
      html.element("p", "One column is " + words(mood) + " of event time, UTC.", "class", "note");
    }
    html.close();
  }

  private static String words(MoodOverTime mood) {
    long hours = mood.length().toHours();
    return hours < 24 ? hours + " h" : mood.length().toDays() + " d";
  }

  private void languages() {
    Overview overview = outcome.overview();
    int most =
        overview.byLanguage().values().stream()
            .mapToInt(counts -> counts.values().stream().mapToInt(n -> n).sum())
            .max()
            .orElse(1);
    html.open("section").element("h2", "Labels and languages").open("table", "class", "bars");
    overview.byLanguage().entrySet().stream()
        .limit(MOST_LANGUAGES)
        .forEach(
            language -> {
              html.open("tr").element("th", name(language.getKey())).open("td");
              charts.labels(language.getValue(), most);
              html.close().element("td", sum(language.getValue()), "class", "number").close();
            });
    html.close();
    int more = overview.byLanguage().size() - MOST_LANGUAGES;
    if (more > 0) {
      html.element("p", "and " + more + " more languages", "class", "note");
    }
    html.close();
  }

  private static int sum(Map<SentimentLabel, Integer> counts) {
    return counts.values().stream().mapToInt(n -> n).sum();
  }

  private static String name(String language) {
    String name = Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
    return name.isEmpty() ? language : name;
  }

  private void emotions() {
    html.open("section").element("h2", "Emotions").open("table", "class", "bars");
    outcome
        .overview()
        .emotions()
        .forEach(
            (emotion, mean) -> {
              html.open("tr").element("th", emotion).open("td");
              charts.share(mean, "emotion");
              html.close()
                  .element(
                      "td", String.format(Locale.ROOT, "%.0f %%", 100 * mean), "class", "number")
                  .close();
            });
    html.close();
    html.element("p", "Mean probability over scored mails.", "class", "note");
    html.element("h2", "Kinds of mail").open("table", "class", "bars");
    int all = Math.max(1, outcome.findings().sentiments().size());
    outcome
        .overview()
        .byKind()
        .forEach(
            (kind, count) -> {
              html.open("tr").element("th", kind.replace('_', ' ')).open("td");
              charts.share(count / (double) all, "kind");
              html.close().element("td", count, "class", "number").close();
            });
    html.close().close();
  }

  private void alerts() {
    List<EmailAlert> alerts = outcome.findings().alerts();
    html.open("section").element("h2", "Alerts");
    if (alerts.isEmpty()) {
      html.element("p", "No thread turned sour.").close();
      return;
    }
    html.open("table", "class", "list");
    row("th", "When", "Subject", "Language", "Confidence", "Thread negativity, 24 h");
    for (EmailAlert alert : alerts.subList(0, Math.min(MOST_ROWS, alerts.size()))) {
      row(
          "td",
          TIME.format(alert.getCreatedAt()),
          alert.getSubject(),
          name(alert.getLanguage()),
          String.format(Locale.ROOT, "%.2f", alert.getConfidence()),
          "%.0f %% of %d".formatted(100 * alert.getThreadNegRate24h(), alert.getThreadVolume24h()));
    }
    html.close();
    more(alerts.size());
    html.close();
  }

  private void deadLetters() {
    List<DeadLetter> letters = outcome.findings().deadLetters();
    html.open("section").element("h2", "Dead letters");
    if (letters.isEmpty()) {
      html.element("p", "Every mail could be completed.").close();
      return;
    }
    html.open("table", "class", "list");
    row("th", "Stage", "Kind", "Source", "Why");
    for (DeadLetter letter : letters.subList(0, Math.min(MOST_ROWS, letters.size()))) {
      row("td", letter.getStage(), letter.getKind(), letter.getSource(), letter.getMessage());
    }
    html.close();
    more(letters.size());
    html.close();
  }

  private void more(int size) {
    if (size > MOST_ROWS) {
      html.element("p", "and " + (size - MOST_ROWS) + " more", "class", "note");
    }
  }

  private void row(String cell, Object... values) {
    html.open("tr");
    for (Object value : values) {
      html.element(cell, value, "dir", "auto");
    }
    html.close();
  }

  private void proofs() {
    html.open("section").element("h2", "Proofs").open("table", "class", "list");
    row("td", "Nothing lost", outcome.invariant());
    row("td", "Job's own counters", outcome.balanceAgrees() ? "agree" : outcome.balance());
    row(
        "td",
        "Stores",
        outcome.storeDifferences().isEmpty()
            ? String.join(", ", outcome.stores()) + " hold the same ids and labels"
            : outcome.storeDifferences().size() + " differences");
    outcome.samples().ifPresent(this::samples);
    row(
        "td",
        "Throughput",
        "%.1f mails/s over %.1f s, start-up included"
            .formatted(outcome.mailsPerSecond(), outcome.running().toMillis() / 1000.0));
    row("td", "Model", String.join(", ", outcome.overview().modelVersions()));
    html.close();
    problems(outcome.storeDifferences());
    outcome.samples().ifPresent(samples -> problems(samples.failures()));
    html.close();
  }

  private void samples(SampleCheck.Result samples) {
    row(
        "td",
        "Samples",
        samples.holds()
            ? "all " + samples.checked() + " as expected"
            : samples.failures().size() + " expectations do not hold");
    row(
        "td",
        "Agreement with a person",
        samples.agreed() + " of " + samples.humanLabels() + " labelled samples");
  }

  private void problems(List<String> problems) {
    if (!problems.isEmpty()) {
      html.open("ul");
      problems.stream().limit(MOST_ROWS).forEach(problem -> html.element("li", problem));
      html.close();
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
