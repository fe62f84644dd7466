package io.mailpulse.connectors.delta;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;

/**
 * Makes the messages that a committer expects. Their constructors take {@code Long} in Flink 1.20.0
 * and {@code long} from 1.20.1 on, and EMR ships 1.20.0: found by reflection, the same jar runs on
 * both.
 */
final class CommittableMessages {

  private static final Constructor<?> SUMMARY = constructor(CommittableSummary.class, 6);
  private static final Constructor<?> LINEAGE = constructor(CommittableWithLineage.class, 3);

  private CommittableMessages() {}

  /** Announces one committable of one sender for a checkpoint. */
  static CommittableMessage<DeltaCommittable> summaryOfOne(long checkpointId) {
    return create(SUMMARY, 0, 1, checkpointId, 1, 1, 0);
  }

  /** The committable itself. */
  static CommittableMessage<DeltaCommittable> message(
      DeltaCommittable committable, long checkpointId) {
    return create(LINEAGE, committable, checkpointId, 0);
  }

  private static Constructor<?> constructor(Class<?> type, int parameters) {
    return Arrays.stream(type.getConstructors())
        .filter(constructor -> constructor.getParameterCount() == parameters)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    type.getName() + " has no constructor of " + parameters + " parameters"));
  }

  @SuppressWarnings("unchecked") // the constructors are of generic classes
  private static CommittableMessage<DeltaCommittable> create(
      Constructor<?> constructor, Object... arguments) {
    try {
      return (CommittableMessage<DeltaCommittable>) constructor.newInstance(arguments);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "this Flink version makes " + constructor.getDeclaringClass().getName() + " otherwise",
          e);
    }
  }
}
