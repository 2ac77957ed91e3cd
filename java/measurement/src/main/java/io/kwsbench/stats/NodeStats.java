package io.kwsbench.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.OptionalLong;

/**
 * One line of the tables of ops.
 *
 * @param name the node, or the engine's step
 * @param type the op type, or the kernel
 * @param order position by first start, from 0
 * @param startUs mean start after the run's start, in microseconds
 * @param firstUs time of the first execution
 * @param avgUs mean time of an execution
 * @param medianUs median time of a run's executions together
 * @param totalUs time over all runs
 * @param share part of the time of all ops, 0…1
 * @param memoryBytes bytes that the newest execution asked the allocator for
 * @param avgMemoryBytes mean of those bytes
 * @param timesCalled executions a run
 * @param graphFlops floating-point operations a run that the graph states, MAC = 2; empty when no
 *     rule covers the op
 * @param executedFlops those that the engine executes for them, fewer where it has merged ops; the
 *     graph's where the engine does not count
 * @param operandBytes bytes of the tensors that it reads and writes in a run, each once; empty when
 *     a shape is not known
 * @param fused the graph's nodes that it stands for
 */
public record NodeStats(
    String name,
    String type,
    int order,
    double startUs,
    double firstUs,
    double avgUs,
    double medianUs,
    double totalUs,
    double share,
    long memoryBytes,
    double avgMemoryBytes,
    long timesCalled,
    // its name in every file that is written or read back
    @JsonProperty("flops") OptionalLong graphFlops,
    OptionalLong executedFlops,
    OptionalLong operandBytes,
    List<String> fused) {
  public NodeStats {
    fused = List.copyOf(fused);
  }

  /** Billions of executed operations a second at the median time; 0 when none is known. */
  public double gflopsPerSecond() {
    return medianUs > 0 ? executedFlops.orElse(0) / medianUs / 1e3 : 0;
  }
}
