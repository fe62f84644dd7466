package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.score.ScoreFailure.Blame;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.schema.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gathers texts from one task into small batches and scores them on threads of its own. Every text
 * handed in is answered: with its score, with a {@link ScoreFailure}, or with an error that is to
 * end the task. The time of a text runs from when a thread takes it; while the model is known to be
 * down nothing waits for it.
 *
 * <p>The queue has no bound of its own: its caller keeps at most {@code score.capacity} texts in
 * flight.
 */
final class MicroBatcher implements AutoCloseable {

  private final Scoring settings;
  private final BatchCall call;
  private final ScoreThreads threads;
  private final Outage outage = new Outage();
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

  /** What is to end the task and came when nobody waited for an answer. */
  private final AtomicReference<Throwable> unheard = new AtomicReference<>();

  /** Which texts share a batch. */
  enum Company {
    ANY,
    /** A text that has failed before: it spoils no batch. */
    NONE,
    /** Alone, and although the model is known to be down. */
    PROBE
  }

  private record Waiting(Text text, Company company, CompletableFuture<Score> answer) {}

  MicroBatcher(Scorer scorer, Scoring settings) {
    this.settings = settings;
    this.call = new BatchCall(scorer, settings);
    this.threads = new ScoreThreads(settings.threads(), () -> score(nextBatch()));
    threads.start();
  }

  /** Hands in a text. */
  CompletableFuture<Score> submit(Text text) {
    return submit(text, Company.ANY);
  }

  /** Hands in a text that is scored with others, or alone. */
  CompletableFuture<Score> submit(Text text, Company company) {
    var waiting = new Waiting(text, company, new CompletableFuture<>());
    if (unheard.get() != null) {
      waiting.answer.completeExceptionally(unheard.get());
      return waiting.answer;
    }
    if (outage.isOn()) {
      refuse(waiting);
      return waiting.answer;
    }
    queue.add(waiting);
    // It may have begun in between, after those that wait were told.
    if (outage.isOn() && queue.remove(waiting)) {
      refuse(waiting);
    }
    return waiting.answer;
  }

  /** Texts that no thread has taken yet. */
  int queued() {
    return queue.size();
  }

  /** Threads that the model has not given back in time. */
  int stuck() {
    return threads.stuck();
  }

  /** Whether the model is known to be down. */
  boolean isDown() {
    return outage.isOn();
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
    return batch;
  }

  private void score(List<Waiting> taken) throws InterruptedException {
    try {
      List<Waiting> together =
          taken.stream().filter(waiting -> waiting.company == Company.ANY).toList();
      if (!together.isEmpty()) {
        ask(together);
      }
      askEach(taken);
    } catch (RuntimeException | Error e) {
      unheard.set(e); // they may all have been told before that they came too late
      taken.forEach(waiting -> waiting.answer.completeExceptionally(e));
    }
  }

  /** Asks for texts one by one, as long as the model answers. */
  private void askEach(List<Waiting> texts) throws InterruptedException {
    for (Waiting waiting : texts) {
      if (waiting.answer.isDone()) {
        continue;
      }
      if (threads.isGivenUp() || outage.isOn() && waiting.company != Company.PROBE) {
        refuse(waiting);
      } else {
        ask(List.of(waiting));
      }
    }
  }

  private void ask(List<Waiting> batch) throws InterruptedException {
    var reply = new BatchCall.Reply[1];
    boolean inTime =
        threads.within(
            settings.timeout(),
            () -> fail(batch, timedOut()),
            () -> reply[0] = call.of(batch.stream().map(Waiting::text).toList()));
    if (inTime) {
      settle(batch, reply[0]);
    } else if (reply[0] != null && reply[0].error() != null) {
      unheard.set(reply[0].error());
    }
  }

  private void settle(List<Waiting> batch, BatchCall.Reply reply) throws InterruptedException {
    if (reply.scores() != null) {
      for (int i = 0; i < batch.size(); i++) {
        answer(batch.get(i), reply.scores().get(i));
      }
    } else if (reply.error() != null) {
      batch.forEach(waiting -> waiting.answer.completeExceptionally(reply.error()));
    } else if (reply.failure().blame() == Blame.TEXT) {
      settleTexts(batch, reply.failure());
    } else if (batch.get(0).company == Company.PROBE || isDown(batch)) {
      fail(batch, reply.failure());
    } else if (batch.size() == 1) {
      batch.get(0).answer.completeExceptionally(reply.failure());
    } else {
      askEach(batch);
    }
  }

  private void settleTexts(List<Waiting> batch, ScoreFailure failure) throws InterruptedException {
    if (batch.size() == 1) {
      batch.get(0).answer.completeExceptionally(failure);
    } else {
      // Not the model's health but something in this batch: find whose text it is.
      askEach(batch);
    }
  }

  private void answer(Waiting waiting, Score score) {
    if (waiting.company != Company.PROBE && BatchCall.wasAsked(score)) {
      Outage.answered(waiting.text);
    }
    waiting.answer.complete(score);
  }

  /**
   * A model that fails on a batch is down if it fails on its first and its last text, each alone;
   * on one text, if it fails on another that is like one that it knew.
   */
  private boolean isDown(List<Waiting> batch) throws InterruptedException {
    if (batch.size() == 1) {
      Optional<Text> control = outage.control();
      return control.isEmpty() || !answersOnce(control.get());
    }
    return !answersOnce(batch.get(0).text) && !answersOnce(batch.get(batch.size() - 1).text);
  }

  private boolean answersOnce(Text text) throws InterruptedException {
    var answers = new boolean[1];
    return !threads.isGivenUp()
        && threads.within(settings.timeout(), () -> {}, () -> answers[0] = call.answersOnce(text))
        && answers[0];
  }

  private void fail(List<Waiting> batch, ScoreFailure failure) {
    for (Waiting waiting : batch) {
      if (waiting.company != Company.PROBE && outage.add(waiting.text)) {
        probeLater();
      }
    }
    // Those that nobody has taken would only wait for the same.
    var rest = new ArrayList<Waiting>();
    queue.removeIf(waiting -> waiting.company != Company.PROBE && rest.add(waiting));
    rest.forEach(this::refuse);
    batch.forEach(waiting -> waiting.answer.completeExceptionally(failure));
  }

  private void refuse(Waiting waiting) {
    if (waiting.company != Company.PROBE && outage.add(waiting.text)) {
      probeLater();
    }
    waiting.answer.completeExceptionally(
        new ScoreFailure(
            FailureKind.SCORING_FAILED, Blame.MODEL, "the model is known to be down", 0));
  }

  private ScoreFailure timedOut() {
    return new ScoreFailure(
        FailureKind.SCORING_TIMEOUT,
        Blame.MODEL,
        "no score within " + settings.timeout() + " of asking the model; see score.timeout",
        1);
  }

  private void probeLater() {
    threads.later(outage.nextPause(), this::probe);
  }

  /** Asks for a text that nobody waits for. */
  private void probe() {
    try {
      askForOne();
    } catch (RuntimeException | Error e) {
      unheard.set(e);
    }
  }

  private void askForOne() {
    Optional<Text> text = outage.nextProbe();
    if (text.isEmpty()) {
      outage.ends(); // nothing is left to ask for: the next mail will tell
      return;
    }
    Optional<Text> control = outage.isOfOneText() ? outage.control() : Optional.empty();
    answerTo(text.get())
        .exceptionallyCompose(
            failure ->
                control.isPresent()
                    ? answerTo(control.get())
                    : CompletableFuture.failedFuture(failure))
        .whenComplete((score, failure) -> probed(text.get(), score));
  }

  private void probed(Text text, Score score) {
    if (score != null && BatchCall.wasAsked(score)) {
      outage.ends();
      return;
    }
    if (score != null) {
      outage.remove(text);
    }
    probeLater();
  }

  /** An answer past the outage. */
  private CompletableFuture<Score> answerTo(Text text) {
    var waiting = new Waiting(text, Company.PROBE, new CompletableFuture<>());
    waiting.answer.whenComplete(
        (score, failure) -> {
          if (failure != null && !(failure instanceof ScoreFailure)) {
            unheard.set(failure);
          }
        });
    queue.add(waiting);
    return waiting.answer;
  }

  /**
   * Asks for a text like one that was answered: a text that failed alone is to blame if this one is
   * answered. False if the model gives no answer, or never gave one; an error of the task's is met
   * by the next text.
   */
  CompletableFuture<Boolean> answersOthers() {
    return outage
        .control()
        .map(
            text ->
                answerTo(text)
                    .handle((score, failure) -> score != null && BatchCall.wasAsked(score)))
        .orElseGet(() -> CompletableFuture.completedFuture(false));
  }

  /** Ends the threads, then closes the model once none of them is in it. */
  void closeWith(Scorer scorer) {
    threads.closeThen(scorer::close);
  }

  @Override
  public void close() {
    threads.close();
  }
}
