package io.mailpulse.testkit;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;

/**
 * Flink within the JVM of a test. Register the extension as a static field, so that the tests of a
 * class share one cluster:
 *
 * <pre>{@code
 * @RegisterExtension static final MiniClusterExtension CLUSTER = MiniClusters.ofSlots(2);
 * }</pre>
 */
public final class MiniClusters {

  private MiniClusters() {}

  /** A cluster of one task manager with so many slots. */
  public static MiniClusterExtension ofSlots(int slots) {
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(slots)
            .build());
  }
}
