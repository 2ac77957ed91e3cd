package io.kwsbench.formats.savedmodel;

import io.kwsbench.KwsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Unpacks Snappy's block format.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">its
 *     description</a>
 */
final class Snappy {
  private static final int LONG_LITERAL = 60;

  private final ByteBuffer in;
  private final byte[] out;
  private int at;

  private Snappy(ByteBuffer in, int size) {
    this.in = in;
    out = new byte[size];
  }

  /**
   * Unpacks a block.
   *
   * @param limit the largest size that is accepted, in bytes
   * @throws KwsException when the block is damaged, or larger
   */
  static ByteBuffer unpack(ByteBuffer packed, int limit) {
    ByteBuffer in = packed.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    try {
      long size = Varint.read(in);
      if (size < 0 || size > limit) {
        throw new KwsException("damaged: a packed block of " + size + " bytes");
      }
      return new Snappy(in, (int) size).unpack();
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new KwsException("damaged: a packed block is cut off", e);
    }
  }

  private ByteBuffer unpack() {
    while (in.hasRemaining()) {
      int tag = in.get() & 0xff;
      int size = tag >> 2;
      switch (tag & 3) {
        case 0 -> literal(size < LONG_LITERAL ? size + 1 : little(size - LONG_LITERAL + 1) + 1);
        case 1 -> copy((size & 7) + 4, (tag >> 5 << 8) + little(1));
        case 2 -> copy(size + 1, little(2));
        default -> copy(size + 1, little(4));
      }
    }
    if (at != out.length) {
      throw new KwsException("damaged: a packed block is cut off");
    }
    return ByteBuffer.wrap(out);
  }

  private int little(int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (in.get() & 0xff) << 8 * i;
    }
    return value;
  }

  private void literal(int size) {
    in.get(out, at, size);
    at += size;
  }

  /** Byte by byte, since what is copied may overlap what is written. */
  private void copy(int size, int distance) {
    if (distance <= 0) {
      throw new KwsException("damaged: a packed block refers behind itself");
    }
    for (int i = 0; i < size; i++, at++) {
      out[at] = out[at - distance];
    }
  }
}
