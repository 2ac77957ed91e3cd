package io.kwsbench.report.benchmark;

import io.kwsbench.measure.runner.InstructionCount;
import java.util.Optional;

/**
 * Instructions of one inference on one thread.
 *
 * @param count of them; empty when they cannot be counted here
 * @param conditions who counted and with which kernels, or why nobody could
 */
public record InstructionSection(Optional<Long> count, String conditions) {
  /** The result of a counter. */
  public static InstructionSection of(InstructionCount count) {
    return count instanceof InstructionCount.Counted counted
        ? new InstructionSection(Optional.of(counted.instructions()), counted.conditions())
        : new InstructionSection(Optional.empty(), ((InstructionCount.NotOffered) count).reason());
  }
}
