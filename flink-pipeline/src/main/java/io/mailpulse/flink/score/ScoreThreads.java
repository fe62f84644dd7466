package io.mailpulse.flink.score;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that call a model which may never answer. A call that takes too long is given up and its
 * thread replaced, up to {@link #MOST_STUCK} of them; one that comes back after all works on if it
 * is needed. Closing waits a bounded time.
 */
final class ScoreThreads implements AutoCloseable {

  /** Threads that may be stuck in the model at once; with more, nobody asks it any more. */
  static final int MOST_STUCK = 8;

  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** One round of work, such as taking a batch and scoring it. */
  @FunctionalInterface
  interface Round {
    void run() throws InterruptedException;
  }

  private final int wanted;
  private final Round round;
  private final ScheduledThreadPoolExecutor alarms;
  private final Set<Worker> alive = ConcurrentHashMap.newKeySet();
  private int working;
  private int stuck;
  private int started;
  private boolean closed;
  private Runnable lastLeaves = () -> {};

  /**
   * Threads that do a round again and again; they run once {@link #start} is called.
   *
   * @param wanted how many
   */
  ScoreThreads(int wanted, Round round) {
    this.wanted = wanted;
    this.round = round;
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = new Thread(task, "score-alarms");
              thread.setDaemon(true);
              return thread;
            });
    alarms.setRemoveOnCancelPolicy(true);
    alarms.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  synchronized void start() {
    while (working < wanted) {
      startOne();
    }
  }

  /** Threads that the model has not given back. */
  synchronized int stuck() {
    return stuck;
  }

  /** Runs something later, on a thread that does not call the model. */
  void later(Duration delay, Runnable task) {
    alarms.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Within a round: makes a call that is given up after a time.
   *
   * @param late runs once the time is over, on another thread, and must not wait; then the call is
   *     interrupted
   * @return false if the call was given up: then this thread is no longer counted on, and the round
   *     is to end
   * @throws InterruptedException if the threads are closed
   */
  boolean within(Duration limit, Runnable late, Round call) throws InterruptedException {
    var worker = (Worker) Thread.currentThread();
    var token = new Object();
    synchronized (this) {
      worker.call = token;
    }
    ScheduledFuture<?> alarm =
        alarms.schedule(() -> giveUp(worker, token, late), limit.toNanos(), TimeUnit.NANOSECONDS);
    try {
      call.run();
    } catch (InterruptedException e) {
      synchronized (this) {
        if (closed || !worker.isGivenUp) {
          throw e;
        }
      }
    } finally {
      alarm.cancel(false);
      synchronized (this) {
        worker.call = null;
      }
    }
    synchronized (this) {
      return !worker.isGivenUp;
    }
  }

  /** Within a round: whether a call of it was given up. */
  synchronized boolean isGivenUp() {
    return ((Worker) Thread.currentThread()).isGivenUp;
  }

  private void giveUp(Worker worker, Object token, Runnable late) {
    synchronized (this) {
      if (worker.call != token) {
        return; // it has just come back
      }
      worker.isGivenUp = true;
      working--;
      stuck++;
      if (!closed && stuck <= MOST_STUCK) {
        startOne();
      }
      // Before the thread can go on: it is to find its answers given.
      late.run();
      worker.interrupt();
    }
  }

  /** True if a thread that was given up came back and works on. */
  private synchronized boolean goesOn(Worker worker) {
    if (worker.isGivenUp) {
      // The interrupt was for the call that is over.
      Thread.interrupted();
      worker.isGivenUp = false;
      stuck--;
      if (working >= wanted) {
        return false;
      }
      working++;
    }
    return !closed;
  }

  private void startOne() {
    var worker = new Worker("score-" + started++);
    worker.setDaemon(true);
    alive.add(worker);
    working++;
    worker.start();
  }

  private void left(Worker worker) {
    alive.remove(worker);
    Runnable last = () -> {};
    synchronized (this) {
      if (closed && alive.isEmpty()) {
        last = lastLeaves;
        lastLeaves = () -> {};
      }
    }
    last.run();
  }

  /**
   * Ends the threads and then runs something once, such as closing the model: now if all have ended
   * within a time, else on the thread that the model gives back last.
   */
  void closeThen(Runnable afterwards) {
    synchronized (this) {
      closed = true;
      lastLeaves = afterwards;
    }
    alarms.shutdownNow();
    alive.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + CLOSING.toNanos();
    boolean interrupted = false;
    for (Worker worker : alive) {
      long left = deadline - System.nanoTime();
      try {
        worker.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    Runnable last = () -> {};
    synchronized (this) {
      if (alive.isEmpty()) {
        last = lastLeaves;
        lastLeaves = () -> {};
      }
    }
    last.run();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closeThen(() -> {});
  }

  private final class Worker extends Thread {

    private Object call;
    private boolean isGivenUp;

    private Worker(String name) {
      super(name);
    }

    @Override
    public void run() {
      try {
        do {
          doRound();
        } while (goesOn(this));
      } finally {
        left(this);
      }
    }

    private void doRound() {
      try {
        round.run();
      } catch (InterruptedException e) {
        // Whoever interrupts these threads has closed them, or has given up their call.
        Thread.currentThread().interrupt();
      }
    }
  }
}
