package io.mailpulse.local.bench;

import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.bench.Turns.Rates;
import io.mailpulse.local.bench.Turns.Way;
import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.html.HtmlToText;
import io.mailpulse.mail.language.LanguageIdentifier;
import io.mailpulse.mail.mime.MailBody;
import io.mailpulse.mail.mime.ParsedMail;
import io.mailpulse.mail.redact.RedactionContext;
import io.mailpulse.mail.redact.Redactor;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.segment.Segmenter;
import io.mailpulse.schema.MimeMail;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The speed of understanding mail: parsing beside the bare pull loop and Tika, redaction beside
 * eight patterns, language beside bare Lingua, and what each step costs per character as texts
 * grow.
 */
public final class MailBench {

  private static final String PER_SECOND = "1/s";
  private static final Instant NOW = Instant.EPOCH;

  /** What eight patterns can find. */
  private static final Set<PiiType> STRUCTURED =
      EnumSet.of(
          PiiType.EMAIL_ADDRESS,
          PiiType.PHONE_NUMBER,
          PiiType.CREDIT_CARD,
          PiiType.IBAN_CODE,
          PiiType.IP_ADDRESS,
          PiiType.MAC_ADDRESS,
          PiiType.URL_SECRET,
          PiiType.US_SSN);

  private final List<byte[]> mails;
  private final Effort effort;
  private final Consumer<MailFigure> figures;
  private final MailSteps steps = new MailSteps();
  private final Turns turns;

  private MailBench(List<byte[]> mails, Effort effort, Consumer<MailFigure> figures) {
    this.mails = List.copyOf(mails);
    this.effort = effort;
    this.figures = figures;
    this.turns = new Turns(effort);
  }

  /**
   * Measures everything; minutes with the usual effort.
   *
   * @param mails raw mails, at least one that can be read
   * @param effort how long to measure
   * @param figures takes each figure as it is ready
   * @return a number that depends on all results, so that none of the work can be left out
   * @throws LocalStackException if no mail has a text
   */
  public static long run(List<byte[]> mails, Effort effort, Consumer<MailFigure> figures) {
    var bench = new MailBench(mails, effort, figures);
    List<ParsedMail> parsed =
        bench.mails.stream()
            .map(bench.steps::parse)
            .filter(ParsedMail.class::isInstance)
            .map(ParsedMail.class::cast)
            .toList();
    List<String> texts = nonBlank(parsed.stream().map(mail -> text(mail.body())).toList());
    if (texts.isEmpty()) {
      throw new LocalStackException(
          "none of the "
              + mails.size()
              + " mails has a text: name a mailbox (mbox, maildir, .eml or a folder of these)");
    }
    bench.parsing();
    bench.redaction(texts);
    bench.language(nonBlank(parsed.stream().map(MailBench::reply).toList()));
    bench.reading();
    var growth = new Growth(effort, bench.steps.byName());
    growth.run(figures);
    return bench.turns.seen() + growth.seen();
  }

  private void parsing() {
    compare(
        "parse to best body",
        mails,
        steps::parse,
        "bare mime4j pull loop",
        BarePull::read,
        Target.PARSE_BESIDE_PULL_LOOP);
    var tika = new TikaRead();
    compare(
        "parse to best body",
        mails,
        steps::parse,
        "shared Tika AutoDetectParser",
        tika::read,
        Target.PARSE_BESIDE_TIKA);
  }

  private void redaction(List<String> texts) {
    var patterns = new EightPatterns();
    var context = RedactionContext.of("bench");
    Redactor structured = Redactor.create(RedactorSettings.development().withTypes(STRUCTURED));
    compare(
        "redact eight structured types",
        texts,
        text -> structured.redact(text, context),
        "eight patterns in sequence",
        patterns::redact,
        Target.REDACTION);
    compare(
        "redact all types, names too",
        texts,
        steps::redact,
        "eight patterns in sequence",
        patterns::redact,
        Target.NONE);
  }

  private void language(List<String> replies) {
    LanguageDetector lingua =
        LanguageDetectorBuilder.fromAllLanguages()
            .withPreloadedLanguageModels()
            .withLowAccuracyMode()
            .build();
    List<String> starts =
        replies.stream()
            .map(text -> text.substring(0, Math.min(text.length(), LanguageIdentifier.LOOKED_AT)))
            .toList();
    figure(
        "language, all languages",
        starts.size(),
        turns.measure(CpuClock.PROCESS, starts, steps::language, lingua::detectLanguageOf),
        "bare Lingua, low accuracy",
        Target.LANGUAGE);
  }

  private void reading() {
    try (var reader = MailReader.create(MailSettings.defaults())) {
      figure(
          "whole reader",
          mails.size(),
          turns.measure(
              CpuClock.PROCESS,
              mails,
              mail ->
                  reader.read(
                      MimeMail.newBuilder()
                          .setTenantId("bench")
                          .setSource("bench")
                          .setSizeBytes((long) mail.length)
                          .setMime(ByteBuffer.wrap(mail))
                          .build(),
                      NOW),
              BarePull::read),
          "bare mime4j pull loop",
          Target.NONE);
    }
  }

  private <T> void compare(
      String name, List<T> inputs, Way<T> ours, String baseline, Way<T> theirs, Target target) {
    figure(
        name,
        inputs.size(),
        turns.measure(CpuClock.THREAD, inputs, ours, theirs),
        baseline,
        target);
  }

  private void figure(String name, int n, Rates rates, String baseline, Target target) {
    figures.accept(
        new MailFigure(
            name, PER_SECOND, rates.one(), baseline, rates.other(), rates.ratio(), target, n));
  }

  private static String text(MailBody body) {
    return body.format() == MailBody.Format.HTML ? HtmlToText.convert(body.text()) : body.text();
  }

  private static String reply(ParsedMail mail) {
    var segmenter = new Segmenter();
    String subject = mail.headers().subject();
    return mail.body().format() == MailBody.Format.HTML
        ? segmenter.segmentHtml(mail.body().text(), subject).reply()
        : segmenter.segment(mail.body().text(), subject).reply();
  }

  private static List<String> nonBlank(List<String> texts) {
    return texts.stream().filter(text -> !text.isBlank()).toList();
  }
}
