package io.kwsbench.compile.plan;

/**
 * Memory that a step reads or writes.
 *
 * @param space where it is
 * @param offset bytes from the start of the space
 * @param bytes how much of it the step may touch
 * @param loopStride bytes that it lies further in every iteration of the loop that the step is in
 */
public record Operand(Space space, long offset, long bytes, long loopStride) {
  /** Memory that is the same in every iteration. */
  public Operand(Space space, long offset, long bytes) {
    this(space, offset, bytes, 0);
  }

  /** An optional operand that is absent. */
  public static final Operand NONE = new Operand(Space.NONE, 0, 0);

  /** Where memory is; the order is that of {@code kws_space}. */
  public enum Space {
    NONE,
    ARENA,
    CONSTANTS
  }

  @Override
  public String toString() {
    return switch (space) {
      case NONE -> "-";
      case ARENA -> "@" + offset;
      case CONSTANTS -> "#" + offset;
    };
  }
}
