package io.kwsbench.measure.runner;

/** Instructions of one inference in user space, or why there is no such count. */
public sealed interface InstructionCount {
  /**
   * A count.
   *
   * @param instructions of one run, start-up left out
   * @param conditions what two counts must share to be comparable: who counted, the instruction set
   *     of the kernels, the platform
   */
  record Counted(long instructions, String conditions) implements InstructionCount {}

  /**
   * No count.
   *
   * @param reason one line
   */
  record NotOffered(String reason) implements InstructionCount {}
}
