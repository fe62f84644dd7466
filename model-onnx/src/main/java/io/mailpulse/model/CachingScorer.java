package io.mailpulse.model;

import io.mailpulse.model.bundle.Sha256;
import io.mailpulse.schema.ScorerTier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps scores of texts seen before, least recently used out first. A kept score says {@link
 * ScorerTier#CACHE}; everything else of it is as it was. Keys are digests, so that no mail text
 * stays in memory.
 */
final class CachingScorer implements Scorer {

  private final Scorer scorer;
  private final Map<String, Score> kept;

  CachingScorer(Scorer scorer, int entries) {
    this.scorer = scorer;
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Score> eldest) {
            return size() > entries;
          }
        };
  }

  @Override
  public List<Score> score(List<Text> texts) {
    List<Score> scores = new ArrayList<>(texts.size());
    List<String> keys = new ArrayList<>(texts.size());
    List<Text> missing = new ArrayList<>();
    for (Text text : texts) {
      keys.add(key(text));
    }
    synchronized (kept) {
      for (int i = 0; i < keys.size(); i++) {
        Score known = kept.get(keys.get(i));
        scores.add(known);
        if (known == null) {
          missing.add(texts.get(i));
        }
      }
    }
    List<Score> fresh = missing.isEmpty() ? List.of() : scorer.score(missing);
    synchronized (kept) {
      int next = 0;
      for (int i = 0; i < keys.size(); i++) {
        if (scores.get(i) == null) {
          Score score = fresh.get(next++);
          scores.set(i, score);
          kept.put(keys.get(i), fromCache(score));
        }
      }
    }
    return scores;
  }

  private static String key(Text text) {
    return Sha256.hex(text.language() + '\n' + text.tenantId() + '\n' + text.text());
  }

  private static Score fromCache(Score s) {
    return new Score(
        s.language(),
        s.label(),
        s.polarity(),
        s.confidence(),
        s.probabilities(),
        s.emotion(),
        s.heads(),
        s.aspects(),
        s.evidence(),
        s.unknownReason(),
        s.modelVersion(),
        s.tier() == ScorerTier.NONE ? ScorerTier.NONE : ScorerTier.CACHE,
        s.normaliserVersion(),
        s.textSha256());
  }

  @Override
  public String modelVersion() {
    return scorer.modelVersion();
  }

  @Override
  public void close() {
    scorer.close();
  }
}
