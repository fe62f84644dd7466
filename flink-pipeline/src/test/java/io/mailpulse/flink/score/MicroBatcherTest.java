package io.mailpulse.flink.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.score.MicroBatcher.Company;
import io.mailpulse.flink.score.ScoreFailure.Blame;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MicroBatcherTest {

  private static final Duration LONG = Duration.ofSeconds(1);

  @Test
  void answersEveryTextWithItsOwnScore() throws Exception {
    try (var batcher = new MicroBatcher(new FakeScorer(), settings(4, Duration.ZERO, 2))) {
      var answers = new ArrayList<CompletableFuture<Score>>();
      for (int i = 0; i < 100; i++) {
        answers.add(batcher.submit(text((i % 2 == 0 ? "bad " : "good ") + i)));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(answers.get(i).get().label().wireName())
            .isEqualTo(i % 2 == 0 ? "negative" : "positive");
      }
    }
  }

  @Test
  void gathersWhatComesWithinTheLinger() throws Exception {
    var scorer = new Recording();
    try (var batcher = new MicroBatcher(scorer, settings(3, LONG, 1))) {
      List<CompletableFuture<Score>> answers =
          List.of(batcher.submit(text("a")), batcher.submit(text("b")), batcher.submit(text("c")));
      for (CompletableFuture<Score> answer : answers) {
        answer.get();
      }
    }
    assertThat(scorer.batches).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void oneTextThatBreaksCostsNoOther() throws Exception {
    try (var batcher = new MicroBatcher(new FakeScorer(), settings(3, LONG, 1))) {
      CompletableFuture<Score> good = batcher.submit(text("good"));
      CompletableFuture<Score> breaks = batcher.submit(text("breaks"));
      CompletableFuture<Score> bad = batcher.submit(text("bad"));

      assertThat(good.get().label().wireName()).isEqualTo("positive");
      assertThat(bad.get().label().wireName()).isEqualTo("negative");
      assertThat(failure(breaks).kind()).isEqualTo(FailureKind.SCORING_FAILED);
    }
  }

  @Test
  void aModelThatRecoversCostsNothing() throws Exception {
    var scorer = new Recording();
    scorer.failures = 2;
    try (var batcher = new MicroBatcher(scorer, settings(1, Duration.ZERO, 1))) {
      assertThat(batcher.submit(text("good")).get().label().wireName()).isEqualTo("positive");
    }
    assertThat(scorer.batches).hasSize(3);
  }

  @Test
  void aModelThatStaysDownIsGivenUpAfterTheLastAttempt() throws Exception {
    var scorer = new Recording();
    scorer.failures = Integer.MAX_VALUE;
    try (var batcher = new MicroBatcher(scorer, settings(1, Duration.ZERO, 1))) {
      ScoreFailure failure = failure(batcher.submit(text("good")));

      assertThat(failure.kind()).isEqualTo(FailureKind.SCORING_FAILED);
      assertThat(failure.attempts()).isEqualTo(3);
      assertThat(failure).hasMessageNotContaining("good");
    }
  }

  @Test
  void theTimeOfATextRunsFromWhenAThreadTakesIt() throws Exception {
    var scorer = new Recording();
    scorer.gate = new CountDownLatch(1);
    var settings = new Scoring(1, Duration.ZERO, 1, 256, Duration.ofSeconds(60), 1, Duration.ZERO);
    try (var batcher = new MicroBatcher(scorer, settings)) {
      CompletableFuture<Score> first = batcher.submit(text("first"));
      scorer.entered.await();
      CompletableFuture<Score> second = batcher.submit(text("second"));
      assertThat(batcher.queued()).isEqualTo(1);
      assertThat(second).isNotDone();
      scorer.gate.countDown();
      assertThat(first.get()).isNotNull();
      assertThat(second.get()).isNotNull();
    }
  }

  @Test
  void aTextThatHangsIsGivenUpAndItsThreadReplaced() throws Exception {
    var scorer = new Recording();
    scorer.gate = new CountDownLatch(1);
    scorer.isDeaf = true;
    try (var batcher = new MicroBatcher(scorer, impatient())) {
      ScoreFailure failure = failure(batcher.submit(text("hangs")));

      assertThat(failure.kind()).isEqualTo(FailureKind.SCORING_TIMEOUT);
      assertThat(failure.blame()).isEqualTo(Blame.MODEL);
      assertThat(batcher.stuck()).isEqualTo(1);
      assertThat(batcher.isDown()).isTrue();
      ScoreFailure refused = failure(batcher.submit(text("good")));
      assertThat(refused.attempts()).as("not asked").isZero();

      // The text that failed last is asked for again, by a new thread; nobody else waits for it.
      scorer.gate.countDown();
      scorer.awaitBatches(2);
      while (batcher.isDown()) {
        Thread.onSpinWait();
      }
      assertThat(batcher.submit(text("good")).get()).isNotNull();
      assertThat(batcher.stuck()).isZero();
    }
  }

  @Test
  void aTextThatTheModelFailsOnAloneIsNoOutage() throws Exception {
    try (var batcher = new MicroBatcher(new FakeScorer(), settings(3, LONG, 1))) {
      CompletableFuture<Score> good = batcher.submit(text("good"));
      CompletableFuture<Score> down = batcher.submit(text("down"));
      CompletableFuture<Score> bad = batcher.submit(text("bad"));

      assertThat(good.get().label().wireName()).isEqualTo("positive");
      assertThat(bad.get().label().wireName()).isEqualTo("negative");
      assertThat(failure(down).blame()).isEqualTo(Blame.MODEL);
      assertThat(batcher.isDown()).isFalse();
      assertThat(failure(batcher.submit(text("down"), Company.NONE)).attempts()).isEqualTo(3);
      assertThat(batcher.isDown()).as("others are answered").isFalse();
      assertThat(batcher.answersOthers().get()).isTrue();
    }
  }

  @Test
  void aTextThatNeedsNoModelDoesNotTellThatItIsBack() throws Exception {
    var scorer = new Recording();
    // Its first text, and one that is asked for to see whether others are answered.
    scorer.failures = 2;
    try (var batcher = new MicroBatcher(scorer, impatient())) {
      Outage.answered(text("fine before"));
      failure(batcher.submit(text("first")));
      while (batcher.isDown()) {
        assertThat(failure(batcher.submit(text(""))).blame()).isEqualTo(Blame.MODEL);
      }
      assertThat(scorer.batches).contains(List.of(""), List.of("first"));
    }
  }

  @Test
  void anErrorOfTheVirtualMachineIsTheTasks() {
    var error = new OutOfMemoryError("injected");
    Scorer scorer =
        new Recording() {
          @Override
          public List<Score> score(List<Text> texts) {
            throw error;
          }
        };
    try (var batcher = new MicroBatcher(scorer, settings(1, Duration.ZERO, 1))) {
      assertThatThrownBy(() -> batcher.submit(text("good")).get())
          .isInstanceOf(ExecutionException.class)
          .hasCause(error);
    }
  }

  @Test
  void anErrorThatAnswersAProbeIsHandedToTheNextText() {
    var error = new LinkageError("injected");
    var calls = new AtomicInteger();
    // Its first text, and the one that is asked for to see whether others are answered.
    int down = 2;
    Scorer scorer =
        new Recording() {
          @Override
          public List<Score> score(List<Text> texts) {
            if (calls.incrementAndGet() > down) {
              throw error;
            }
            throw new ScoringException("down");
          }
        };
    try (var batcher = new MicroBatcher(scorer, impatient())) {
      Outage.answered(text("fine before"));
      failure(batcher.submit(text("first")));

      assertThat(causeOfTheEnd(batcher)).isSameAs(error);
    }
  }

  @Test
  void anErrorOfACallThatWasGivenUpIsHandedToTheNextText() {
    var error = new OutOfMemoryError("injected");
    var calls = new AtomicInteger();
    Scorer scorer =
        new Recording() {
          @Override
          public List<Score> score(List<Text> texts) {
            if (calls.getAndIncrement() > 0) {
              throw new ScoringException("down");
            }
            try {
              new CountDownLatch(1).await(); // until it is given up
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw error;
          }
        };
    try (var batcher = new MicroBatcher(scorer, impatient())) {
      assertThat(failure(batcher.submit(text("hangs"))).kind())
          .isEqualTo(FailureKind.SCORING_TIMEOUT);

      assertThat(causeOfTheEnd(batcher)).isSameAs(error);
    }
  }

  @Test
  void anErrorWhileTheModelIsTriedOnOneTextIsTheTasks() {
    var error = new OutOfMemoryError("injected");
    Scorer scorer =
        new Recording() {
          @Override
          public List<Score> score(List<Text> texts) {
            if (texts.size() == 1) {
              throw error;
            }
            throw new ScoringException("down");
          }
        };
    try (var batcher = new MicroBatcher(scorer, settings(2, LONG, 1))) {
      CompletableFuture<Score> first = batcher.submit(text("first"));
      CompletableFuture<Score> second = batcher.submit(text("second"));

      assertThatThrownBy(first::get).hasCause(error);
      assertThatThrownBy(second::get).hasCause(error);
      assertThat(batcher.isDown()).isFalse();
    }
  }

  /** Hands in texts until one fails with something else than that it has no score. */
  private static Throwable causeOfTheEnd(MicroBatcher batcher) {
    while (true) {
      CompletableFuture<Score> answer = batcher.submit(text("good"));
      var cause = new Throwable[1];
      assertThatThrownBy(answer::get).satisfies(e -> cause[0] = e.getCause());
      if (!(cause[0] instanceof ScoreFailure)) {
        return cause[0];
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void closesWhileTheModelHangs() {
    var scorer = new Recording();
    scorer.gate = new CountDownLatch(1);
    var batcher = new MicroBatcher(scorer, settings(1, Duration.ZERO, 1));
    CompletableFuture<Score> answer = batcher.submit(text("good"));

    batcher.close();

    assertThat(answer.isDone() && !answer.isCompletedExceptionally()).isFalse();
  }

  @Test
  void theModelIsClosedByTheThreadThatItGivesBackLast() throws Exception {
    var scorer = new Recording();
    scorer.gate = new CountDownLatch(1);
    scorer.isDeaf = true;
    var batcher = new MicroBatcher(scorer, settings(1, Duration.ZERO, 1));
    batcher.submit(text("good"));
    scorer.entered.await();

    batcher.closeWith(scorer);
    assertThat(scorer.closed.getCount()).as("a thread is in it").isEqualTo(1);

    scorer.gate.countDown();
    scorer.closed.await();
  }

  private static ScoreFailure failure(CompletableFuture<Score> answer) {
    var caught = new ScoreFailure[1];
    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .satisfies(e -> caught[0] = (ScoreFailure) e.getCause());
    return caught[0];
  }

  private static Scoring settings(int maxBatch, Duration linger, int threads) {
    return new Scoring(maxBatch, linger, threads, 256, Duration.ofSeconds(60), 3, Duration.ZERO);
  }

  private static Scoring impatient() {
    return new Scoring(1, Duration.ZERO, 1, 256, Duration.ofMillis(50), 1, Duration.ZERO);
  }

  private static Text text(String text) {
    return new Text(RedactedText.ofRedacted(text), "en", "acme");
  }

  /** A fake that remembers its batches, and fails or waits on demand. */
  private static class Recording implements Scorer {

    private final FakeScorer scorer = new FakeScorer();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean isDeaf;
    private volatile int failures;

    @Override
    public List<Score> score(List<Text> texts) {
      batches.add(texts.stream().map(text -> text.text().toString()).toList());
      entered.countDown();
      awaitGate();
      if (batches.size() <= failures) {
        throw new ScoringException("down");
      }
      return texts.stream().map(text -> text.text().toString()).noneMatch("hangs"::equals)
          ? scorer.score(texts)
          : scorer.score(List.of(text("no longer hangs")));
    }

    private void awaitGate() {
      while (true) {
        try {
          gate.await();
          return;
        } catch (InterruptedException e) {
          if (!isDeaf) {
            Thread.currentThread().interrupt();
            throw new ScoringException("closed", e);
          }
        }
      }
    }

    private void awaitBatches(int count) {
      while (batches.size() < count) {
        Thread.onSpinWait();
      }
    }

    @Override
    public String modelVersion() {
      return FakeScorer.VERSION;
    }

    @Override
    public void close() {
      closed.countDown();
      scorer.close();
    }
  }
}
