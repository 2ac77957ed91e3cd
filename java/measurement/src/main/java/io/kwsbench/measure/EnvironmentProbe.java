package io.kwsbench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.util.GlobalConfig;

/**
 * Reads the environment through OSHI, or from /sys and /proc where OSHI lacks a value. Make one
 * before measuring, ask it for the record afterwards.
 */
public final class EnvironmentProbe {
  static {
    // What udev knows of a processor is in /sys, too, and libudev is not on every system that has a
    // JVM. OSHI goes on asking it for frequencies: those are LinuxCpuFiles'.
    GlobalConfig.set(GlobalConfig.OSHI_OS_LINUX_ALLOWUDEV, false);
  }

  private final SystemInfo system = new SystemInfo();
  private final LinuxCpuFiles files = new LinuxCpuFiles();
  private final String date =
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
          OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS));
  private final Environment.Cpu cpu = cpu();
  private final Environment.State before = state();

  /** The record of a measurement that has just ended. */
  public Environment finish(List<String> commandLine, Ran ran) {
    String os = system.getOperatingSystem().toString();
    Environment.Software software =
        new Environment.Software(
            os, jvm(), ran.engine(), ran.engineVersion(), ran.threads(), ran.kwsbench());
    return new Environment(date, commandLine, cpu, before, state(), software);
  }

  /**
   * The subject of a measurement.
   *
   * @param engine the engine's name, or several names
   * @param engineVersion its version; empty for several
   * @param threads threads that a run may use; 0 lets the engine choose
   * @param kwsbench our own version
   */
  public record Ran(String engine, String engineVersion, int threads, String kwsbench) {}

  /** The JVM's name and version. */
  private static String jvm() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
  }

  private Environment.Cpu cpu() {
    CentralProcessor processor = system.getHardware().getProcessor();
    return new Environment.Cpu(
        processor.getProcessorIdentifier().getName().strip(),
        processor.getPhysicalProcessorCount(),
        Runtime.getRuntime().availableProcessors(),
        files.instructionSets(),
        positive(maxHertz(processor)),
        files.governor(),
        system.getHardware().getMemory().getTotal());
  }

  /**
   * The maximum clock in hertz; if the kernel has none, the larger of the current clock and the one
   * in the product name.
   */
  private long maxHertz(CentralProcessor processor) {
    long told = files.maxHertz();
    return told > 0
        ? told
        : Math.max(files.hertz(), processor.getProcessorIdentifier().getVendorFreq());
  }

  private static Optional<Long> positive(long hertz) {
    return hertz > 0 ? Optional.of(hertz) : Optional.empty();
  }

  private Environment.State state() {
    CentralProcessor processor = system.getHardware().getProcessor();
    double celsius = system.getHardware().getSensors().getCpuTemperature();
    return new Environment.State(
        Optional.of(processor.getSystemLoadAverage(1)[0]).filter(load -> load >= 0),
        positive(files.hertz()),
        celsius > 0 ? Optional.of(celsius) : Optional.empty(),
        files.throttleEvents(),
        busyNanos(processor),
        ownNanos(),
        System.nanoTime());
  }

  private static long busyNanos(CentralProcessor processor) {
    long[] ticks = processor.getSystemCpuLoadTicks();
    long busy = Arrays.stream(ticks).sum();
    busy -= ticks[TickType.IDLE.getIndex()] + ticks[TickType.IOWAIT.getIndex()];
    return TimeUnit.MILLISECONDS.toNanos(busy);
  }

  private static long ownNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean own
        ? Math.max(0, own.getProcessCpuTime())
        : 0;
  }
}
