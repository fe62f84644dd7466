package io.mailpulse.flink;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/** Sources of a fixed list, in order, that take part in checkpoints. */
final class ListSource {

  private ListSource() {}

  /** All at once. */
  static <T extends SpecificRecordBase> Source<T, ?, ?> of(Class<T> type, List<T> records) {
    return source(type, records, RateLimiterStrategy.noOp());
  }

  /** A few, then a checkpoint, then a few more: what a failure in between loses is known. */
  static <T extends SpecificRecordBase> Source<T, ?, ?> perCheckpoint(
      Class<T> type, List<T> records, int recordsPerCheckpoint) {
    return source(type, records, RateLimiterStrategy.perCheckpoint(recordsPerCheckpoint));
  }

  /** The first few and then no more until the job is stopped: the rest is for its successor. */
  static <T extends SpecificRecordBase> Source<T, ?, ?> pausedAfter(
      int first, Class<T> type, List<T> records) {
    return source(type, records, parallelism -> new FirstOnly(first));
  }

  private static <T extends SpecificRecordBase> Source<T, ?, ?> source(
      Class<T> type, List<T> records, RateLimiterStrategy pace) {
    TypeInformation<T> types = new AvroTypeInfo<>(type);
    var copy = new java.util.ArrayList<>(records);
    return new DataGeneratorSource<>(index -> copy.get(index.intValue()), copy.size(), pace, types);
  }

  private static final class FirstOnly implements RateLimiter {

    private int left;

    private FirstOnly(int left) {
      this.left = left;
    }

    @Override
    public CompletionStage<Void> acquire() {
      return left-- > 0 ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }
  }
}
