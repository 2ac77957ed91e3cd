package io.kwsbench.plan;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;

/**
 * Memory that a step reads or writes.
 *
 * @param space where it is
 * @param offset bytes from the start of the space
 * @param bytes how much of it the step may touch
 * @param loopStride bytes that it lies further in every iteration of the loop that the step is in
 * @param encoding how it is stored
 */
public record Operand(Space space, long offset, long bytes, long loopStride, Encoding encoding) {
  /** Memory that holds what it is. */
  public Operand(Space space, long offset, long bytes, long loopStride) {
    this(space, offset, bytes, loopStride, Encoding.PLAIN);
  }

  /** Memory that is the same in every iteration. */
  public Operand(Space space, long offset, long bytes) {
    this(space, offset, bytes, 0);
  }

  /** An optional operand that is absent. */
  public static final Operand NONE = new Operand(Space.NONE, 0, 0);

  /** The same, stored otherwise. */
  public Operand encoded(Encoding newEncoding) {
    return new Operand(space, offset, bytes, loopStride, newEncoding);
  }

  /** Returns whether it is there. */
  public boolean isPresent() {
    return space != Space.NONE;
  }

  /** Kinds of memory, {@code kws_space}. */
  public enum Space implements Numbered {
    NONE(KwsNative.KWS_SPACE_NONE),
    ARENA(KwsNative.KWS_SPACE_ARENA),
    CONSTANTS(KwsNative.KWS_SPACE_CONST);

    private final int number;

    Space(int number) {
      this.number = number;
    }

    @Override
    public int number() {
      return number;
    }
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
