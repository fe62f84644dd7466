package io.mailpulse.connectors.elasticsearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSink;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * In: elements. Out: requests to the cluster. State: documents that the cluster does not have yet,
 * via {@link SearchWriteSerializer}. Clears when: the cluster or the dead letters have them.
 *
 * <p>A checkpoint keeps what waits instead of waiting for it, so a cluster that is away holds up no
 * barrier; once {@code pendingBytes} wait, more of them go to the {@link SearchOverflow}, and the
 * stream waits only if there is none. All fields are of the task's thread: answers and timers come
 * as its mails.
 */
@SuppressWarnings("deprecation") // the only stateful writer that Flink 1.20 takes of a StatefulSink
final class ElasticsearchWriter<T>
    implements StatefulSink.StatefulSinkWriter<T, BufferedRequestState<SearchWrite>> {

  private static final int IN_FLIGHT = 2;

  /** Of one item of state: after a rescale each writer takes some. */
  private static final long STATE_BYTES = 4L << 20;

  private final ElementConverter<T, SearchWrite> converter;
  private final SearchLimits limits;
  private final BulkAttempt attempt;
  private final TemplateGate template;
  private final SearchOverflow overflow;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService clock;
  private final PendingWrites pending = new PendingWrites();

  private boolean templateIsThere;
  private boolean templateIsAsked;
  private int inFlight;
  private int failures;
  private int unanswered;
  private Optional<RetryCause> outage = Optional.empty();
  private long pausedUntil;
  private long nextTimer = Long.MAX_VALUE;
  private boolean ending;
  private volatile boolean closed;

  ElasticsearchWriter(
      ElementConverter<T, SearchWrite> converter,
      SearchLimits limits,
      BulkAttempt attempt,
      TemplateGate template,
      SearchOverflow overflow,
      MailboxExecutor mailbox,
      ProcessingTimeService clock) {
    this.converter = converter;
    this.limits = limits;
    this.attempt = attempt;
    this.template = template;
    this.overflow = overflow;
    this.mailbox = mailbox;
    this.clock = clock;
  }

  /** Takes up what an earlier run left, and opens the gate. */
  ElasticsearchWriter<T> start(
      Collection<BufferedRequestState<SearchWrite>> states, SearchMetrics metrics)
      throws IOException {
    for (BufferedRequestState<SearchWrite> state : states) {
      state.getBufferedRequestEntries().forEach(entry -> pending.add(entry.getRequestEntry()));
    }
    metrics.show(pending, overflow, this::waitingFor);
    send(Urgency.WHEN_FULL);
    return this;
  }

  private enum Urgency {
    WHEN_FULL,
    NOW
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    SearchWrite write = converter.apply(element, context);
    if (makesRoomFor(write)) {
      pending.add(write);
    }
    send(Urgency.WHEN_FULL);
  }

  /** Waits for room, or makes some, or puts the document itself outside: then it is false. */
  private boolean makesRoomFor(SearchWrite write) throws IOException, InterruptedException {
    while (!pending.isEmpty()
        && pending.bytes() + PendingWrites.sizeOf(write) > limits.pendingBytes()) {
      if (overflow.takes(write)) {
        // What waits by itself goes first: it must not stand in front of what could be sent.
        if (!evictOne()) {
          overflow.append(write);
          return false;
        }
      } else {
        send(Urgency.NOW);
        mailbox.yield();
      }
    }
    return true;
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (endOfInput && !ending) {
      ending = true;
      overflow.lookAgain();
    }
    while (ending && !(pending.isEmpty() && overflow.isDrained())) {
      send(Urgency.NOW);
      mailbox.yield();
    }
    overflow.flush();
  }

  @Override
  public List<BufferedRequestState<SearchWrite>> snapshotState(long checkpointId) {
    var states = new ArrayList<BufferedRequestState<SearchWrite>>();
    var entries = new ArrayList<RequestEntryWrapper<SearchWrite>>();
    long bytes = 0;
    for (SearchWrite write : pending.all()) {
      long size = PendingWrites.sizeOf(write);
      if (bytes + size > STATE_BYTES && !entries.isEmpty()) {
        states.add(new BufferedRequestState<>(List.copyOf(entries)));
        entries.clear();
        bytes = 0;
      }
      entries.add(new RequestEntryWrapper<>(write, size));
      bytes += size;
    }
    if (!entries.isEmpty()) {
      states.add(new BufferedRequestState<>(List.copyOf(entries)));
    }
    return states;
  }

  /** Documents that a cause holds up, whether it holds up the cluster or them alone. */
  private int waitingFor(RetryCause cause) {
    int alone = pending.waitingFor(cause);
    return outage.filter(cause::equals).isPresent() ? alone + pending.ready() : alone;
  }

  private boolean evictOne() throws IOException {
    Optional<SearchWrite> waiting = pending.evict();
    if (waiting.isPresent()) {
      overflow.back(waiting.get(), clock.getCurrentProcessingTime());
    }
    return waiting.isPresent();
  }

  private void send(Urgency urgency) throws IOException {
    long now = clock.getCurrentProcessingTime();
    pending.wake(now);
    if (now >= pausedUntil && isOpen()) {
      while (inFlight < IN_FLIGHT && pending.ready() > 0 && isDue(urgency)) {
        sendBatch();
      }
    }
    readOverflow(now);
    wakeAgain(now);
  }

  /** Once to see that it is there, and then whenever the cluster takes more than is at hand. */
  private void readOverflow(long now) throws IOException {
    if (overflow.mayHold() && overflow.isDue(now) && outage.isEmpty()) {
      while (!hasRoomToRead() && evictOne()) {
        // What waits by itself goes behind what may be sent.
      }
    }
    if (mayReadOverflow() && overflow.isDue(now)) {
      if (ending) {
        // The end waits for what this writer added itself: reading must find it.
        overflow.flush();
      }
      answered(overflow.read(), this::overflowRead);
    }
  }

  private boolean mayReadOverflow() {
    // The first look needs no room: a writer that starts full must know where more may go.
    return !overflow.isThere() || hasRoomToRead() && outage.isEmpty();
  }

  private boolean hasRoomToRead() {
    return pending.bytes() <= limits.pendingBytes() / 2;
  }

  private void overflowRead(SearchOverflow.Part part) throws IOException {
    overflow.take(part, clock.getCurrentProcessingTime()).forEach(pending::add);
    send(Urgency.NOW);
  }

  private boolean isDue(Urgency urgency) {
    return urgency == Urgency.NOW || ending || pending.ready() >= limits.batchWrites();
  }

  private boolean isOpen() {
    if (!templateIsThere && !templateIsAsked && pending.ready() > 0) {
      templateIsAsked = true;
      answered(template.open(), this::gateAnswered);
    }
    return templateIsThere;
  }

  private void gateAnswered(Optional<RetryCause> closedFor) throws IOException {
    templateIsAsked = false;
    templateIsThere = closedFor.isEmpty();
    pause(closedFor);
    send(Urgency.NOW);
  }

  private void sendBatch() {
    // A cluster that breaks the connection while we write may find the request too large.
    long bytes = Math.max(1, limits.batchBytes() >> Math.min(unanswered, Integer.SIZE));
    List<SearchWrite> batch = pending.take(limits.batchWrites(), bytes);
    inFlight++;
    answered(attempt.send(batch), leftover -> batchAnswered(batch, leftover));
  }

  private void batchAnswered(List<SearchWrite> batch, Leftover leftover) throws IOException {
    inFlight--;
    pause(leftover.all());
    long again = clock.getCurrentProcessingTime();
    var back = new ArrayList<SearchWrite>();
    for (SearchWrite write : batch) {
      RetryCause cause = leftover.again().get(write);
      if (cause == null) {
        pending.done(write);
        overflow.done(write, again);
      } else if (leftover.all().isPresent()) {
        back.add(write);
      } else if (overflow.gave(write)) {
        pending.done(write);
        overflow.back(write.again(), again);
      } else {
        pending.later(
            write, cause, again + limits.backoff().after(write.attempts() + 1).toMillis());
      }
    }
    pending.back(back);
    send(Urgency.WHEN_FULL);
  }

  private void pause(Optional<RetryCause> cause) {
    outage = cause;
    unanswered = cause.filter(RetryCause.UNREACHABLE::equals).isPresent() ? unanswered + 1 : 0;
    failures = cause.isPresent() ? failures + 1 : 0;
    pausedUntil =
        cause.isPresent()
            ? clock.getCurrentProcessingTime() + limits.backoff().after(failures).toMillis()
            : 0;
  }

  /** Whatever happens, and wherever, the task hears of it: also of an error of the process. */
  private <R> void answered(CompletableFuture<R> answer, ThrowingConsumer<R, IOException> then) {
    answer.whenComplete(
        (result, failure) -> {
          try {
            mailbox.execute(
                () -> {
                  if (failure != null) {
                    throw new IOException("the search sink failed", failure);
                  }
                  then.accept(result);
                },
                "search answer");
          } catch (RejectedExecutionException e) {
            if (!closed) {
              throw e;
            }
          }
        });
  }

  /** One timer at a time, for whatever comes first; a later one than is set stays. */
  private void wakeAgain(long now) {
    long due = pending.nextWake().orElse(Long.MAX_VALUE);
    if (mayReadOverflow()) {
      due = Math.min(due, overflow.nextRead());
    }
    if (pending.ready() > 0 && inFlight < IN_FLIGHT) {
      due = Math.min(due, Math.max(pausedUntil, now + limits.linger().toMillis()));
    }
    if (due >= nextTimer) {
      return;
    }
    nextTimer = due;
    long set = due;
    clock.registerTimer(
        due,
        time -> {
          if (nextTimer == set) {
            nextTimer = Long.MAX_VALUE;
          }
          send(Urgency.NOW);
        });
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try {
      overflow.close();
    } finally {
      attempt.close();
    }
  }
}
