package io.kwsbench.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.OptionalLong;

/**
 * One line of the tables of ops.
 *
 * @param name the node, or the engine's step
 * @param type the op type, or the kernel
 * @param order position by first start, from 0
 * @param timing when it ran and how long
 * @param memory what it asked the allocator for
 * @param timesCalled executions a run
 * @param work what it computes and moves
 * @param fused the graph's nodes that it stands for
 */
public record NodeStats(
    String name,
    String type,
    @JsonProperty("run_order") int order,
    @JsonUnwrapped Timing timing,
    @JsonUnwrapped Memory memory,
    long timesCalled,
    @JsonUnwrapped Work work,
    List<String> fused) {
  public NodeStats {
    fused = List.copyOf(fused);
  }

  /**
   * The start and duration of a node.
   *
   * @param startUs mean start after the run's start, in microseconds
   * @param firstUs time of the first execution
   * @param avgUs mean time of an execution
   * @param medianUs median time of a run's executions together
   * @param totalUs time over all runs
   * @param share part of the summed times of all ops over all runs, 0…1: benchmark_model's
   * @param medianShare part of the summed median times of all ops, 0…1: what reports show
   */
  public record Timing(
      double startUs,
      double firstUs,
      @JsonProperty("mean_us") double avgUs,
      double medianUs,
      double totalUs,
      @JsonProperty("mean_share") double share,
      double medianShare) {}

  /**
   * The allocations of a node.
   *
   * @param memoryBytes bytes of the newest execution
   * @param avgMemoryBytes mean of those bytes
   */
  public record Memory(
      long memoryBytes, @JsonProperty("mean_memory_bytes") double avgMemoryBytes) {}

  /**
   * The FLOPs and bytes of a node in one run.
   *
   * @param graphFlops floating-point operations that the graph states, MAC = 2; empty when no rule
   *     covers the op
   * @param executedFlops those that the engine executes for them, fewer where it has merged ops;
   *     the graph's where the engine does not count
   * @param operandBytes bytes of the tensors that it reads and writes, each once; empty when a
   *     shape is not known
   */
  public record Work(
      // its name in every file that is written
      @JsonProperty("flops") OptionalLong graphFlops,
      OptionalLong executedFlops,
      OptionalLong operandBytes) {}

  /** Mean start after the run's start, in microseconds. */
  public double startUs() {
    return timing.startUs();
  }

  /** Time of the first execution. */
  public double firstUs() {
    return timing.firstUs();
  }

  /** Mean time of an execution. */
  public double avgUs() {
    return timing.avgUs();
  }

  /** Median time of a run's executions together. */
  public double medianUs() {
    return timing.medianUs();
  }

  /** Time over all runs. */
  public double totalUs() {
    return timing.totalUs();
  }

  /** Part of the summed times of all ops over all runs, 0…1: benchmark_model's. */
  public double share() {
    return timing.share();
  }

  /** Part of the summed median times of all ops, 0…1: what reports show. */
  public double medianShare() {
    return timing.medianShare();
  }

  /** The bytes that the newest execution requested. */
  public long memoryBytes() {
    return memory.memoryBytes();
  }

  /** Mean of those bytes. */
  public double avgMemoryBytes() {
    return memory.avgMemoryBytes();
  }

  /** Operations a run that the graph states. */
  public OptionalLong graphFlops() {
    return work.graphFlops();
  }

  /** Operations a run that the engine executes. */
  public OptionalLong executedFlops() {
    return work.executedFlops();
  }

  /** Bytes that it reads and writes in a run. */
  public OptionalLong operandBytes() {
    return work.operandBytes();
  }

  /** Billions of executed operations a second at the median time; 0 when none is known. */
  public double gflopsPerSecond() {
    return medianUs() > 0 ? executedFlops().orElse(0) / medianUs() / 1e3 : 0;
  }
}
