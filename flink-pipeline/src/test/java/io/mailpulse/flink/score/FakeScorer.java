package io.mailpulse.flink.score;

import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.UnknownReason;
import io.mailpulse.schema.id.Ids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Scores by the first word of a text: "bad", "good", or else neutral; an empty text is unknown. A
 * text "hangs" is never answered, "breaks" throws for that text alone, "breaks once" does so when
 * armed, "nonsense" gets a score that no record can hold, and "down" makes the model fail whenever
 * it is in the batch.
 */
public final class FakeScorer implements Scorer {

  /** Version on its scores. */
  public static final String VERSION = "fake@1";

  /** Whether the next text "breaks once" does. */
  public static final AtomicBoolean BREAK_IS_ARMED = new AtomicBoolean();

  private final CountDownLatch closed = new CountDownLatch(1);
  private final String hanging;

  /** A scorer with every flaw. */
  public FakeScorer() {
    this("hangs");
  }

  private FakeScorer(String hanging) {
    this.hanging = hanging;
  }

  /** A scorer that answers what others hang on. */
  public static FakeScorer mended() {
    return new FakeScorer("");
  }

  @Override
  public List<Score> score(List<Text> texts) {
    for (Text text : texts) {
      String words = text.text().toString();
      if (!words.isEmpty() && words.equals(hanging)) {
        awaitClose();
      }
      switch (words) {
        case "down" -> throw new ScoringException("down");
        case "breaks" -> throw new IllegalStateException("breaks");
        case "breaks once" -> breakIfArmed();
        default -> {}
      }
    }
    return texts.stream().map(FakeScorer::score).toList();
  }

  private static void breakIfArmed() {
    if (BREAK_IS_ARMED.compareAndSet(true, false)) {
      throw new IllegalStateException("breaks once");
    }
  }

  private static Score score(Text text) {
    String first = text.text().toString().split(" ", 2)[0];
    SentimentLabel label =
        switch (first) {
          case "" -> SentimentLabel.UNKNOWN;
          case "bad" -> SentimentLabel.NEGATIVE;
          case "good" -> SentimentLabel.POSITIVE;
          default -> SentimentLabel.NEUTRAL;
        };
    boolean unknown = label == SentimentLabel.UNKNOWN;
    return new Score(
        text.language(),
        label,
        label == SentimentLabel.NEGATIVE ? -0.9 : label == SentimentLabel.POSITIVE ? 0.9 : 0,
        unknown ? 0 : 0.95,
        unknown ? Map.of() : Map.of(label.wireName(), 0.95),
        unknown ? Map.of() : Map.of("joy", 0.5),
        Map.of(),
        first.equals("nonsense") ? null : List.of(),
        List.of(),
        unknown ? Optional.of(UnknownReason.EMPTY) : Optional.empty(),
        VERSION,
        ScorerTier.FAST,
        "1",
        Ids.sha256(text.text().toString()));
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScoringException("closed while scoring", e);
    }
  }

  @Override
  public String modelVersion() {
    return VERSION;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
