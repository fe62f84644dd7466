package io.mailpulse.flink;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that keeps what it gets, in the JVM of the test, under the name of a test's run. */
record Collecting<T>(String name) implements Sink<T> {

  private static final Map<String, List<Object>> KEPT = new ConcurrentHashMap<>();

  private static final Map<String, Map<Integer, CompletableFuture<Void>>> WAITING =
      new ConcurrentHashMap<>();

  /** What has been kept, in order of arrival. */
  @SuppressWarnings("unchecked")
  List<T> kept() {
    return (List<T>) KEPT.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
  }

  /** Completes when it has kept so many. */
  CompletableFuture<Void> whenKept(int count) {
    var done = new CompletableFuture<Void>();
    WAITING.computeIfAbsent(name, key -> new ConcurrentHashMap<>()).put(count, done);
    completeWaiting(name, kept().size());
    return done;
  }

  private static void completeWaiting(String name, int kept) {
    WAITING
        .getOrDefault(name, Map.of())
        .forEach(
            (count, done) -> {
              if (count <= kept) {
                done.complete(null);
              }
            });
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(name, kept());
  }

  @Override
  @Deprecated
  public SinkWriter<T> createWriter(InitContext context) {
    return new Writer<>(name, kept());
  }

  private record Writer<T>(String name, List<T> kept) implements SinkWriter<T> {

    @Override
    public void write(T element, Context context) {
      kept.add(element);
      completeWaiting(name, kept.size());
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
