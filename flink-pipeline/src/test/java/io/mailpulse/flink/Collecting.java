package io.mailpulse.flink;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that keeps what it gets, in the JVM of the test, under the name of a test's run. */
record Collecting<T>(String name) implements Sink<T> {

  private static final Map<String, List<Object>> KEPT = new ConcurrentHashMap<>();

  /** What has been kept, in order of arrival. */
  @SuppressWarnings("unchecked")
  List<T> kept() {
    return (List<T>) KEPT.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(kept());
  }

  @Override
  @Deprecated
  public SinkWriter<T> createWriter(InitContext context) {
    return new Writer<>(kept());
  }

  private record Writer<T>(List<T> kept) implements SinkWriter<T> {

    @Override
    public void write(T element, Context context) {
      kept.add(element);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
