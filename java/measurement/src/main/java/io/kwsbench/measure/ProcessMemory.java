package io.kwsbench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The memory of this process.
 *
 * @param residentBytes memory in RAM now; empty if the system does not report it
 * @param peakResidentBytes the most it ever was; empty if the system does not report it
 * @param heapBytes used part of the JVM's heap
 */
public record ProcessMemory(
    Optional<Long> residentBytes, Optional<Long> peakResidentBytes, long heapBytes) {
  /** Reads it now, from {@code /proc/self/status} and the JVM. */
  public static ProcessMemory now() {
    List<String> status = lines(Path.of("/proc/self/status"));
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new ProcessMemory(kilobytes(status, "VmRSS:"), kilobytes(status, "VmHWM:"), heap);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<Long> kilobytes(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.replaceAll("\\D", ""))
        .map(digits -> Long.parseLong(digits) * 1024)
        .findFirst();
  }
}
