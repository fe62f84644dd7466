package io.mailpulse.model;

import io.mailpulse.model.TierReading.Mention;
import io.mailpulse.model.aspect.Clause;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.text.Window;
import io.mailpulse.model.tier.EncoderTier;
import io.mailpulse.model.tier.FastTier;
import io.mailpulse.model.tier.Passage;
import io.mailpulse.model.tier.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the clauses that mention aspects with the tier that scored the mail. A clause that is
 * little more than a name and reads neutral has the feeling of its sentence. The encoder reads at
 * most {@value #MOST_CLAUSES} clauses of a mail beside its windows, those first that mention
 * something new; a clause that is a window, or stands in one that is surely neutral, costs nothing.
 */
final class ClauseReader {

  /** Clauses of one mail that the encoder reads at most. */
  static final int MOST_CLAUSES = 4;

  /** Probability of neutral from which a window holds no feeling about anything in it. */
  private static final double CALM = 0.8;

  private final HeadSpec sentiment;
  private final int sentimentIndex;
  private final int neutral;

  ClauseReader(HeadSpec sentiment, int sentimentIndex) {
    this.sentiment = sentiment;
    this.sentimentIndex = sentimentIndex;
    this.neutral = sentiment.labels().indexOf("neutral");
  }

  /**
   * As the fast tier reads them.
   *
   * @param sentences its probabilities per sentence
   */
  List<Mention> fast(
      FastTier fast, List<Clause> clauses, double[][] sentences, double temperature) {
    List<Passage> cut = new ArrayList<>();
    for (Clause clause : clauses) {
      if (!clause.whole()) {
        cut.add(Passage.ofSentence(clause.text()));
      }
    }
    List<Reading> readings = cut.isEmpty() ? List.of() : fast.read(cut);
    List<Mention> mentions = new ArrayList<>();
    int n = 0;
    for (Clause clause : clauses) {
      double[] sentence = sentences[clause.sentence()];
      double[] p =
          clause.whole()
              ? sentence
              : settled(clause, of(readings.get(n++).windowLogits()[0], temperature), sentence);
      mentions.add(new Mention(clause.aspects(), p));
    }
    return mentions;
  }

  /** As a tier reads their sentences, where clauses are not read by themselves. */
  static List<Mention> ofSentences(List<Clause> clauses, double[][] sentences) {
    return clauses.stream()
        .map(clause -> new Mention(clause.aspects(), sentences[clause.sentence()]))
        .toList();
  }

  /**
   * As the encoder reads them, at temperature 1.
   *
   * @param windows what it has read of the mail
   * @return per clause; null where it was not asked and no window answers
   */
  double[][] encoded(EncoderTier encoder, List<Clause> clauses, Reading windows, String language) {
    double[][] encoded = new double[clauses.size()][];
    double[][] around = new double[clauses.size()][];
    List<Integer> open = new ArrayList<>();
    for (int c = 0; c < encoded.length; c++) {
      int w = windowOf(windows.windows(), clauses.get(c).sentence());
      if (w >= 0) {
        around[c] = of(windows.windowLogits()[w], 1);
        boolean same = clauses.get(c).whole() && isOneSentence(windows.windows().get(w));
        if (same || neutral >= 0 && around[c][neutral] >= CALM) {
          encoded[c] = around[c];
          continue;
        }
      }
      open.add(c);
    }
    for (int c : chosen(open, clauses)) {
      Reading reading = encoder.read(Passage.ofSentence(clauses.get(c).text()), language);
      double[] own = of(reading.windowLogits()[0], 1);
      encoded[c] = around[c] == null ? own : settled(clauses.get(c), own, around[c]);
    }
    return encoded;
  }

  /**
   * Of clauses that are a whole window what is said of it, at temperature 1.
   *
   * @param windows what an encoder has read of the mail
   * @return per clause; null for all others
   */
  double[][] ofWindows(List<Clause> clauses, Reading windows) {
    double[][] said = new double[clauses.size()][];
    for (int c = 0; c < said.length; c++) {
      int w = windowOf(windows.windows(), clauses.get(c).sentence());
      if (w >= 0 && clauses.get(c).whole() && isOneSentence(windows.windows().get(w))) {
        said[c] = of(windows.windowLogits()[w], 1);
      }
    }
    return said;
  }

  /** First those that mention an aspect which none before them does. */
  private static List<Integer> chosen(List<Integer> open, List<Clause> clauses) {
    List<Integer> chosen = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    long mentioned = 0;
    for (int c : open) {
      long aspects = clauses.get(c).aspects();
      ((aspects & ~mentioned) != 0 ? chosen : rest).add(c);
      mentioned |= aspects;
    }
    chosen.addAll(rest);
    return chosen.subList(0, Math.min(MOST_CLAUSES, chosen.size()));
  }

  private double[] settled(Clause clause, double[] own, double[] around) {
    return clause.bare() && Probabilities.largest(own) == neutral ? around : own;
  }

  private double[] of(float[][] logits, double temperature) {
    return Probabilities.of(logits[sentimentIndex], sentiment.activation(), temperature);
  }

  private static int windowOf(List<Window> windows, int sentence) {
    for (int w = 0; w < windows.size(); w++) {
      if (sentence >= windows.get(w).first() && sentence < windows.get(w).last()) {
        return w;
      }
    }
    return -1;
  }

  private static boolean isOneSentence(Window window) {
    return window.last() - window.first() == 1;
  }
}
