package io.mailpulse.local.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** CPU time used so far, in nanoseconds. */
enum CpuClock {
  /** Of the calling thread. */
  THREAD(CpuClock::threadNanos),

  /** Of the whole process: for libraries that work in threads of their own. */
  PROCESS(CpuClock::processNanos);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final LongSupplier nanos;

  CpuClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  long nanos() {
    return nanos.getAsLong();
  }

  private static long threadNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static long processNanos() {
    return SYSTEM.getProcessCpuTime();
  }
}
