package io.kwsbench.engine;

import java.util.List;
import java.util.OptionalLong;

/**
 * One execution of one op (or, in an engine that fuses, of one step).
 *
 * @param name the node's name, or the step's
 * @param op the op type, or the kernel's name
 * @param startNanos start, relative to the run's start
 * @param nanos time in the op
 * @param memoryBytes bytes the op asked the allocator for: outputs and temporaries; in an engine
 *     with an arena, the bytes of it that its outputs take
 * @param outputBytes bytes of the outputs it made, by tensor; empty where the engine does not tell
 * @param thread which of the engine's threads ran it; 0 where the engine does not tell
 * @param fused the graph's nodes that this op or step stands for, itself alone without fusion
 * @param executedFlops floating-point operations that the engine executed for it; empty where it
 *     does not count them
 */
public record OpTrace(
    String name,
    String op,
    long startNanos,
    long nanos,
    long memoryBytes,
    List<Long> outputBytes,
    int thread,
    List<String> fused,
    OptionalLong executedFlops) {
  public OpTrace {
    outputBytes = List.copyOf(outputBytes);
    fused = List.copyOf(fused);
  }

  /** Of an engine that counts no operations. */
  public OpTrace(
      String name,
      String op,
      long startNanos,
      long nanos,
      long memoryBytes,
      List<Long> outputBytes,
      int thread,
      List<String> fused) {
    this(
        name, op, startNanos, nanos, memoryBytes, outputBytes, thread, fused, OptionalLong.empty());
  }
}
