package io.mailpulse.flink;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A topic of one partition in the JVM of the test, at least once: what was written stays written
 * when a job restarts, and is read again from where its checkpoint stood.
 */
record LoopTopic<T extends SpecificRecordBase>(String name) {

  private static final Map<String, List<Object>> RECORDS = new ConcurrentHashMap<>();
  private static final Map<String, List<CompletableFuture<Void>>> WAITING =
      new ConcurrentHashMap<>();

  @SuppressWarnings("unchecked")
  List<T> records() {
    return (List<T>) (List<?>) RECORDS.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
  }

  void add(T value) {
    records().add(copy(value));
    List<CompletableFuture<Void>> waiting = waiting();
    waiting.forEach(future -> future.complete(null));
    waiting.removeIf(CompletableFuture::isDone);
  }

  /** With objects that are used again, what is kept must be a copy. */
  private static <T extends SpecificRecordBase> T copy(T value) {
    return SpecificData.getForClass(value.getClass()).deepCopy(value.getSchema(), value);
  }

  void addAll(List<T> values) {
    values.forEach(this::add);
  }

  private List<CompletableFuture<Void>> waiting() {
    return WAITING.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
  }

  Source<T, ?, ?> source() {
    return new Reading<>(this.name);
  }

  Sink<T> sink() {
    return new Writing<>(this.name);
  }

  private record Writing<T extends SpecificRecordBase>(String name) implements Sink<T> {

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return writer();
    }

    @Override
    @Deprecated
    public SinkWriter<T> createWriter(InitContext context) {
      return writer();
    }

    private SinkWriter<T> writer() {
      var topic = new LoopTopic<T>(name);
      return new SinkWriter<>() {
        @Override
        public void write(T element, Context context) {
          topic.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }

  private record Reading<T extends SpecificRecordBase>(String name)
      implements Source<T, NumberSequenceSplit, Collection<NumberSequenceSplit>> {

    private static final NumberSequenceSource NUMBERS =
        new NumberSequenceSource(0, Long.MAX_VALUE - 1);

    @Override
    public Boundedness getBoundedness() {
      return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
        SplitEnumeratorContext<NumberSequenceSplit> context) {
      return new IteratorSourceEnumerator<>(
          context, List.of(new NumberSequenceSplit("0", 0, Long.MAX_VALUE - 1)));
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
        SplitEnumeratorContext<NumberSequenceSplit> context,
        Collection<NumberSequenceSplit> splits) {
      return new IteratorSourceEnumerator<>(context, splits);
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
      return NUMBERS.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<NumberSequenceSplit>>
        getEnumeratorCheckpointSerializer() {
      return NUMBERS.getEnumeratorCheckpointSerializer();
    }

    @Override
    public SourceReader<T, NumberSequenceSplit> createReader(SourceReaderContext context) {
      return new Reader<>(new LoopTopic<>(name), context);
    }
  }

  private static final class Reader<T extends SpecificRecordBase>
      implements SourceReader<T, NumberSequenceSplit> {

    private final LoopTopic<T> topic;
    private final SourceReaderContext context;
    private final CompletableFuture<Void> assigned = new CompletableFuture<>();
    private long next = -1;

    private Reader(LoopTopic<T> topic, SourceReaderContext context) {
      this.topic = topic;
      this.context = context;
    }

    @Override
    public void start() {
      if (next < 0) {
        context.sendSplitRequest();
      }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) {
      if (next < 0 || next >= topic.records().size()) {
        return InputStatus.NOTHING_AVAILABLE;
      }
      output.collect(copy(topic.records().get((int) next++)));
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<NumberSequenceSplit> snapshotState(long checkpointId) {
      return next < 0 ? List.of() : List.of(new NumberSequenceSplit("0", next, Long.MAX_VALUE - 1));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      if (next < 0) {
        return assigned;
      }
      var available = new CompletableFuture<Void>();
      topic.waiting().add(available);
      if (next < topic.records().size()) {
        available.complete(null);
      }
      return available;
    }

    @Override
    public void addSplits(List<NumberSequenceSplit> splits) {
      splits.forEach(split -> next = split.from());
      assigned.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}
