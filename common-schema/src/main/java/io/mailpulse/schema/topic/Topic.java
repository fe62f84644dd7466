package io.mailpulse.schema.topic;

import java.io.Serializable;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A topic. A breaking change of its record is a new topic, never a new meaning.
 *
 * @param name name, to which an installation may add a prefix
 * @param type record type
 * @param key key of a record, which decides its partition
 * @param cleanup what a broker may drop
 * @param <T> record type
 */
public record Topic<T extends SpecificRecordBase>(
    String name, Class<T> type, Key<T> key, Cleanup cleanup) implements Serializable {

  /** Checks that nothing is missing. */
  public Topic {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(cleanup, "cleanup");
  }

  /**
   * The key of a record on its topic.
   *
   * @param <T> record type
   */
  @FunctionalInterface
  public interface Key<T> extends Serializable {

    /** The key, never null. */
    String of(T value);
  }

  /** What a broker may drop. */
  public enum Cleanup {
    /** Records that are older than the retention. */
    BY_AGE,
    /** All but the last record of each key. */
    ALL_BUT_LAST
  }
}
