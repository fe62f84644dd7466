package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.schema.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Gathers texts from one task into small batches and scores them on threads of its own. Every text
 * handed in is answered: with its score or with a {@link ScoreFailure}. A text whose answer nobody
 * waits for any more leaves the queue unscored.
 *
 * <p>The queue has no bound of its own: its caller keeps at most {@code score.capacity} texts in
 * flight, and takes back those that it gives up.
 */
final class MicroBatcher implements AutoCloseable {

  private final Scorer scorer;
  private final Scoring settings;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private record Waiting(Text text, CompletableFuture<Score> answer) {}

  MicroBatcher(Scorer scorer, Scoring settings) {
    this.scorer = scorer;
    this.settings = settings;
    for (int i = 0; i < settings.threads(); i++) {
      var thread = new Thread(this::work, "score-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Hands in a text. Cancelling the answer takes it back. */
  CompletableFuture<Score> submit(Text text) {
    var waiting = new Waiting(text, new CompletableFuture<>());
    queue.add(waiting);
    waiting.answer.whenComplete(
        (score, failure) -> {
          if (waiting.answer.isCancelled()) {
            queue.remove(waiting);
          }
        });
    return waiting.answer;
  }

  /** Texts that no thread has taken yet. */
  int queued() {
    return queue.size();
  }

  private void work() {
    try {
      while (!closed) {
        score(nextBatch());
      }
    } catch (InterruptedException e) {
      // Only close interrupts these threads; the task is over and nobody waits for answers.
      Thread.currentThread().interrupt();
    }
  }

  private List<Waiting> nextBatch() throws InterruptedException {
    var batch = new ArrayList<Waiting>(settings.maxBatch());
    batch.add(queue.take());
    long deadline = System.nanoTime() + settings.linger().toNanos();
    while (batch.size() < settings.maxBatch()) {
      Waiting next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    batch.removeIf(waiting -> waiting.answer.isDone());
    return batch;
  }

  private void score(List<Waiting> batch) throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    try {
      answer(batch, scoreWithRetry(batch));
    } catch (ScoreFailure failure) {
      batch.forEach(waiting -> waiting.answer.completeExceptionally(failure));
    } catch (RuntimeException | Error e) {
      // Not the model's health but something in this batch: find whose text it is.
      if (batch.size() > 1) {
        for (Waiting waiting : batch) {
          score(List.of(waiting));
        }
      } else {
        batch
            .get(0)
            .answer
            .completeExceptionally(
                new ScoreFailure(
                    FailureKind.SCORING_FAILED,
                    e.getClass().getName() + " for this text alone; report it",
                    1));
      }
    }
  }

  private List<Score> scoreWithRetry(List<Waiting> batch)
      throws ScoreFailure, InterruptedException {
    List<Text> texts = batch.stream().map(Waiting::text).toList();
    for (int attempt = 1; ; attempt++) {
      try {
        return scorer.score(texts);
      } catch (ScoringException e) {
        if (attempt == settings.attempts()) {
          throw new ScoreFailure(
              FailureKind.SCORING_FAILED,
              "the model failed " + attempt + " times; mend it and replay the mail",
              attempt);
        }
        TimeUnit.NANOSECONDS.sleep(settings.backoff().toNanos() << Math.min(attempt - 1, 10));
      }
    }
  }

  private static void answer(List<Waiting> batch, List<Score> scores) {
    if (scores.size() != batch.size()) {
      throw new IllegalStateException(
          "the scorer answered " + scores.size() + " of " + batch.size() + " texts");
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer.complete(scores.get(i));
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
