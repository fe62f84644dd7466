package io.mailpulse.lab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory of this process after a collection.
 *
 * @param resident MB that the system has given it
 * @param heap MB of them, at most, that the Java heap has
 */
record ResidentSet(int resident, int heap) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int KILO = 1024;

  /** Whether the system tells; Linux does. */
  static boolean isKnown() {
    return Files.isReadable(STATUS);
  }

  /** Collects, and looks. */
  static ResidentSet now() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    try (var lines = Files.lines(STATUS)) {
      int kilobytes =
          lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElseThrow();
      return new ResidentSet(kilobytes / KILO, (int) (heap / KILO / KILO));
    } catch (IOException e) {
      throw new UncheckedIOException(STATUS + " cannot be read", e);
    }
  }
}
