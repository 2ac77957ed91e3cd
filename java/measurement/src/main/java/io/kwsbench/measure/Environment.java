package io.kwsbench.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The machine and the software that a measurement was made with. What the system does not tell is
 * empty.
 *
 * @param date when the measurement began, ISO 8601 with offset
 * @param commandLine the arguments as typed
 * @param cpu the machine's processors
 * @param before what changes, before measuring
 * @param after what changes, after measuring
 * @param software OS, JVM and engine
 */
public record Environment(
    String date, List<String> commandLine, Cpu cpu, State before, State after, Software software) {
  public Environment {
    commandLine = List.copyOf(commandLine);
  }

  /**
   * The processors.
   *
   * @param model as the system calls it
   * @param physicalCores cores
   * @param logicalCores hardware threads that this process may use
   * @param instructionSets those that matter to a kernel: avx2, avx512f, neon, …
   * @param maxHertz the highest clock
   * @param governor of the first core
   * @param memoryBytes the machine's RAM
   */
  public record Cpu(
      String model,
      int physicalCores,
      int logicalCores,
      List<String> instructionSets,
      @JsonProperty("max_clock_hz") Optional<Long> maxHertz,
      Optional<String> governor,
      long memoryBytes) {
    public Cpu {
      instructionSets = List.copyOf(instructionSets);
    }
  }

  /**
   * The state that changes during a measurement.
   *
   * @param load runnable processes, the mean of the last minute
   * @param hertz the clock of the fastest core now
   * @param celsius the processor's temperature
   * @param throttleEvents how often the hardware throttled since boot
   * @param busyNanos processor time of the whole machine since boot
   * @param ownNanos processor time of this process
   * @param clockNanos when this was read
   */
  public record State(
      @JsonProperty("load_average") Optional<Double> load,
      @JsonProperty("clock_hz") Optional<Long> hertz,
      @JsonProperty("temperature_celsius") Optional<Double> celsius,
      Optional<Long> throttleEvents,
      @JsonProperty("machine_cpu_ns") long busyNanos,
      @JsonProperty("process_cpu_ns") long ownNanos,
      @JsonProperty("monotonic_clock_ns") long clockNanos) {}

  /**
   * The software.
   *
   * @param os name and version
   * @param jvm name and version
   * @param engine the engine's name
   * @param engineVersion its version
   * @param threads threads that a run may use; 0 lets the engine choose
   * @param kwsbench our own version
   */
  public record Software(
      String os, String jvm, String engine, String engineVersion, int threads, String kwsbench) {}

  /** Cores that other processes kept busy between before and after, on average. */
  public double othersBusyCores() {
    long wall = after.clockNanos() - before.clockNanos();
    long others = (after.busyNanos() - before.busyNanos()) - (after.ownNanos() - before.ownNanos());
    return wall <= 0 ? 0 : Math.max(0, (double) others / wall);
  }

  /** The number of throttle events between {@code before} and {@code after}. */
  public Optional<Long> throttled() {
    return after.throttleEvents().map(events -> events - before.throttleEvents().orElse(0L));
  }
}
