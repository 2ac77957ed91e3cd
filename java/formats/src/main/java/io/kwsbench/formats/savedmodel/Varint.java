package io.kwsbench.formats.savedmodel;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;

/** Integers of variable length, seven bits per byte, lowest bits first. */
final class Varint {
  private static final int BITS = 64;

  private Varint() {}

  /**
   * Reads one.
   *
   * @throws java.nio.BufferUnderflowException when it is cut off
   * @throws KwsException when it has more than 64 bits
   */
  static long read(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < BITS; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new KwsException("damaged: an integer of more than 64 bits");
  }

  /** Reads a size or an offset: one that is not negative and fits an int. */
  static int size(ByteBuffer in) {
    long value = read(in);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new KwsException("damaged: the size " + value);
    }
    return (int) value;
  }
}
