package io.kwsbench.compile.plan;

/**
 * Memory that a step reads or writes.
 *
 * @param space where it is
 * @param offset bytes from the start of the space
 * @param bytes how much of it the step may touch
 */
public record Operand(Space space, long offset, long bytes) {
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
