package dev.chatctl.loadtest.stats;

import java.lang.management.ManagementFactory;

/** CPU time of this process. */
public final class ProcessCpu {
  private ProcessCpu() {}

  /** Used so far, all threads, nanoseconds; 0 where the JVM cannot tell. */
  public static long nanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? Math.max(0, os.getProcessCpuTime())
        : 0;
  }

  /** Processors of the machine. */
  static int count() {
    return Runtime.getRuntime().availableProcessors();
  }
}
