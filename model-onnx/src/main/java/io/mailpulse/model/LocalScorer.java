package io.mailpulse.model;

import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.TierReading.Mention;
import io.mailpulse.model.aspect.Clause;
import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.Sha256;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.model.tier.EncoderTier;
import io.mailpulse.model.tier.FastTier;
import io.mailpulse.model.tier.Passage;
import io.mailpulse.model.tier.Reading;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.UnknownReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Scores with the models of one bundle in this process: screens, asks the fast tier, then the
 * encoder of the language where the settings want it, mixes, and judges.
 */
final class LocalScorer implements Scorer {

  private final ScorerSettings settings;
  private final ModelManifest manifest;
  private final FastTier fast;
  private final List<EncoderTier> opened;
  private final List<EncoderTier> encoders;
  private final Screening screening;
  private final Aggregation aggregation;
  private final Judge verdict;
  private final ClauseReader clauseReader;
  private final TierMixing mixing;
  private final HeadSpec sentiment;
  private final int sentimentIndex;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * A scorer over opened tiers.
   *
   * @param fast null in a bundle without a fast tier
   */
  LocalScorer(
      ScorerSettings settings, ModelManifest manifest, FastTier fast, List<EncoderTier> encoders) {
    this.settings = settings;
    this.manifest = manifest;
    this.fast = fast;
    this.opened = List.copyOf(encoders);
    this.encoders = encoders.stream().filter(tier -> !tier.part().comesSecond()).toList();
    this.screening = new Screening(Set.copyOf(manifest.languages()));
    this.aggregation = new Aggregation(manifest);
    this.verdict = new Judge(settings, manifest, manifest.modelVersion());
    this.sentiment = manifest.head(ModelManifest.SENTIMENT).orElseThrow();
    this.sentimentIndex = manifest.heads().indexOf(sentiment);
    this.clauseReader = new ClauseReader(sentiment, sentimentIndex);
    this.mixing =
        new TierMixing(
            aggregation,
            clauseReader,
            encoders.stream().filter(tier -> tier.part().comesSecond()).toList(),
            sentimentIndex,
            sentiment.labels().indexOf("neutral"));
  }

  @Override
  public String modelVersion() {
    return manifest.modelVersion();
  }

  @Override
  public List<Score> score(List<Text> texts) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new ScoringException("The scorer of " + modelVersion() + " is closed.");
      }
      List<Score> scores = new ArrayList<>(texts.size());
      for (Text text : texts) {
        scores.add(score(text));
      }
      return scores;
    } finally {
      lock.readLock().unlock();
    }
  }

  private Score score(Text text) {
    Passage everything = Passage.of(text.text());
    String normalised = everything.whole();
    String sha = Sha256.hex(normalised);
    String language = text.languageAmong(manifest.languages());
    Optional<UnknownReason> reason = screening.reason(normalised, language);
    if (reason.isPresent()) {
      return verdict.unknown(text, reason.get(), ScorerTier.NONE, sha);
    }
    Passage passage = screening.read(everything, text);
    List<Clause> clauses = verdict.clauses(text, passage);
    Optional<EncoderTier> encoder = encoderOf(language);
    if (fast == null) {
      return encoder.isPresent()
          ? judge(text, encoderOnly(passage, clauses, encoder.get(), language), encoder, sha)
          : verdict.unknown(text, UnknownReason.UNSUPPORTED, ScorerTier.NONE, sha);
    }
    TierReading quick = fastOnly(passage, clauses, language);
    if (encoder.isEmpty() || isSure(quick)) {
      return judge(text, quick, Optional.empty(), sha);
    }
    return judge(text, mixed(quick, clauses, encoder.get(), language), encoder, sha);
  }

  private Score judge(Text text, TierReading reading, Optional<EncoderTier> encoder, String sha) {
    Calibration calibration =
        encoder.map(tier -> tier.part().calibration()).orElse(manifest.calibration());
    return verdict.of(
        text, reading, calibration.of(text.languageAmong(manifest.languages())).floor(), sha);
  }

  private boolean isSure(TierReading quick) {
    double[] p = quick.probabilities()[sentimentIndex];
    int best = Probabilities.largest(p);
    double surely = manifest.ngram().surely(sentiment.labels().get(best), settings.surelyFast());
    return settings.tier() == TierChoice.AUTO && p[best] >= surely;
  }

  /**
   * The encoder of a language. A text whose language nobody could tell goes to an encoder that
   * reads all languages of the bundle, if there is one.
   */
  private Optional<EncoderTier> encoderOf(String language) {
    boolean undetermined = !manifest.languages().contains(language);
    return encoders.stream()
        .filter(
            tier ->
                undetermined
                    ? tier.part().languages().containsAll(manifest.languages())
                    : tier.part().languages().contains(language))
        .findFirst();
  }

  private TierReading fastOnly(Passage passage, List<Clause> clauses, String language) {
    Reading reading = fast.read(List.of(passage)).get(0);
    double temperature = manifest.calibration().of(language).temperature();
    double[][] sentences = sentences(reading, temperature);
    return new TierReading(
        passage,
        aggregation.of(reading, temperature),
        sentences,
        clauseReader.fast(fast, clauses, sentences, temperature),
        ScorerTier.FAST);
  }

  private TierReading encoderOnly(
      Passage passage, List<Clause> clauses, EncoderTier encoder, String language) {
    Reading reading = encoder.read(passage, language);
    double temperature = encoder.part().calibration().of(language).temperature();
    double[][] sentences = sentences(reading, temperature);
    List<Mention> mentions = ClauseReader.ofSentences(clauses, sentences);
    double[][] encoded = clauseReader.encoded(encoder, clauses, reading, language);
    return new TierReading(
        passage,
        aggregation.of(reading, temperature),
        sentences,
        mixed(mentions, encoded, 1, temperature),
        ScorerTier.ENCODER);
  }

  private TierReading mixed(
      TierReading quick, List<Clause> clauses, EncoderTier encoder, String language) {
    return mixing.of(quick, decidedness(quick), clauses, encoder, language);
  }

  /** Mentions that the encoder did not read stay as they are. */
  private static List<Mention> mixed(
      List<Mention> mentions, double[][] encoded, double weight, double temperature) {
    List<Mention> mixed = new ArrayList<>(mentions.size());
    for (int c = 0; c < encoded.length; c++) {
      Mention mention = mentions.get(c);
      double[] p =
          encoded[c] == null
              ? mention.sentiment()
              : Probabilities.temper(
                  Probabilities.mix(encoded[c], mention.sentiment(), weight), temperature);
      mixed.add(new Mention(mention.aspects(), p));
    }
    return mixed;
  }

  private double[] decidedness(TierReading reading) {
    double[] decided = new double[reading.sentences().length];
    for (int s = 0; s < decided.length; s++) {
      decided[s] = Math.abs(verdict.polarity(reading.sentences()[s]));
    }
    return decided;
  }

  private double[][] sentences(Reading reading, double temperature) {
    double[][] probabilities = new double[reading.sentenceLogits().length][];
    for (int s = 0; s < probabilities.length; s++) {
      probabilities[s] =
          Probabilities.of(reading.sentenceLogits()[s], sentiment.activation(), temperature);
    }
    return probabilities;
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        if (fast != null) {
          fast.close();
        }
        opened.forEach(EncoderTier::close);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
