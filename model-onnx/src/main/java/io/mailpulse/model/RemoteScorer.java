package io.mailpulse.model;

import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.ModelManifest.Kind;
import io.mailpulse.model.bundle.Sha256;
import io.mailpulse.model.remote.RemoteSettings;
import io.mailpulse.model.tier.Passage;
import io.mailpulse.model.tier.Reading;
import io.mailpulse.model.tier.Tier;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.UnknownReason;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scores with a model server; what is said around its logits is said as for a local model. */
final class RemoteScorer implements Scorer {

  private final String modelVersion;
  private final Calibration calibration;
  private final Tier tier;
  private final Set<String> languages;
  private final Screening screening;
  private final Aggregation aggregation;
  private final Judge verdict;
  private final HeadSpec sentiment;

  RemoteScorer(ScorerSettings settings, ModelManifest manifest, Tier tier) {
    this.modelVersion = modelVersion(settings.remote(), manifest);
    this.tier = tier;
    this.languages = Set.copyOf(manifest.languages());
    this.screening = new Screening(languages);
    this.aggregation = new Aggregation(manifest);
    this.verdict = new Judge(settings, manifest, modelVersion);
    this.sentiment = manifest.head(ModelManifest.SENTIMENT).orElseThrow();
    this.calibration =
        modelVersion.equals(manifest.modelVersion()) && !manifest.encoders().isEmpty()
            ? manifest.encoders().get(0).calibration()
            : Calibration.NONE;
  }

  /**
   * What the server's scores are stamped with: the name in the settings, else that of the bundle if
   * it is one model that a server can serve, else the server's address.
   */
  static String modelVersion(RemoteSettings remote, ModelManifest manifest) {
    if (!remote.model().isEmpty()) {
      return remote.model();
    }
    if (manifest.kind() == Kind.ENCODER) {
      return manifest.modelVersion();
    }
    URI server = remote.endpoint();
    return "remote@" + server.getHost() + (server.getPort() < 0 ? "" : "-" + server.getPort());
  }

  @Override
  public List<Score> score(List<Text> texts) {
    List<Score> scores = new ArrayList<>(texts.size());
    List<Integer> asked = new ArrayList<>();
    List<Passage> passages = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Text text = texts.get(i);
      Passage passage = Passage.of(text.text());
      String normalised = passage.whole();
      String sha = Sha256.hex(normalised);
      digests.add(sha);
      Optional<UnknownReason> reason = screening.reason(normalised, text.languageAmong(languages));
      scores.add(reason.map(r -> verdict.unknown(text, r, ScorerTier.NONE, sha)).orElse(null));
      if (reason.isEmpty()) {
        asked.add(i);
        passages.add(screening.read(passage, text));
      }
    }
    List<Reading> readings = passages.isEmpty() ? List.of() : tier.read(passages);
    for (int n = 0; n < asked.size(); n++) {
      int i = asked.get(n);
      scores.set(i, judge(texts.get(i), passages.get(n), readings.get(n), digests.get(i)));
    }
    return scores;
  }

  private Score judge(Text text, Passage passage, Reading reading, String sha) {
    Calibration.Entry entry = calibration.of(text.languageAmong(languages));
    double[][] sentences = new double[reading.sentenceLogits().length][];
    for (int s = 0; s < sentences.length; s++) {
      sentences[s] =
          Probabilities.of(
              reading.sentenceLogits()[s], sentiment.activation(), entry.temperature());
    }
    var whole =
        new TierReading(
            passage,
            aggregation.of(reading, entry.temperature()),
            sentences,
            ClauseReader.ofSentences(verdict.clauses(text, passage), sentences),
            ScorerTier.REMOTE);
    return verdict.of(text, whole, entry.floor(), sha);
  }

  @Override
  public String modelVersion() {
    return modelVersion;
  }

  @Override
  public void close() {
    tier.close();
  }
}
