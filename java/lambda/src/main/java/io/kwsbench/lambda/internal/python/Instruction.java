package io.kwsbench.lambda.internal.python;

/**
 * One instruction.
 *
 * @param offset where it starts, in bytes
 * @param next where the one after it starts, inline caches skipped
 * @param op its name, {@code LOAD_FAST}
 * @param arg its argument, extended ones joined
 */
public record Instruction(int offset, int next, String op, int arg) {
  @Override
  public String toString() {
    return op + " at byte " + offset;
  }
}
