package io.kwsbench.keras.checkpoint;

import io.jhdf.BufferBuilder;
import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One global heap collection: where HDF5 keeps strings of variable length.
 *
 * <p>An attribute stands in its object's header, where a message has at most 64 KiB; a model's
 * configuration is often longer. Kept here, it takes 16 bytes of the header, whatever its length.
 * Layout: HDF5 File Format Specification 3.0, III.E.
 */
final class GlobalHeap {
  /** The HDF5 library reads that much at once, so no collection may be smaller. */
  private static final int MIN_BYTES = 4096;

  private static final int HEADER_BYTES = 16;
  private static final int MAX_OBJECTS = 0xffff;

  private final long address;
  private final List<byte[]> objects = new ArrayList<>();
  private long used = HEADER_BYTES;

  /**
   * @param address where in the file the collection will stand
   */
  GlobalHeap(long address) {
    this.address = address;
  }

  long address() {
    return address;
  }

  /** Adds an object and returns its index, from 1. */
  int add(byte[] bytes) {
    if (objects.size() == MAX_OBJECTS) {
      throw new KwsException("more than " + MAX_OBJECTS + " long names");
    }
    objects.add(bytes);
    used += HEADER_BYTES + padded(bytes.length);
    return objects.size();
  }

  /** The collection's size in the file; 0 while nothing was added. */
  long size() {
    // the free space behind the last object is an object too, number 0, with its own header
    return objects.isEmpty() ? 0 : Math.max(MIN_BYTES, used + HEADER_BYTES);
  }

  ByteBuffer toBuffer() {
    BufferBuilder out = new BufferBuilder();
    out.writeBytes(new byte[] {'G', 'C', 'O', 'L', 1, 0, 0, 0}).writeLong(size());
    for (int i = 0; i < objects.size(); i++) {
      byte[] bytes = objects.get(i);
      out.writeShort(i + 1).writeShort(0).writeInt(0).writeLong(bytes.length).writeBytes(bytes);
      out.writeBytes(new byte[padded(bytes.length) - bytes.length]);
    }
    long free = size() - used;
    out.writeLong(0).writeLong(free).writeBytes(new byte[(int) free - HEADER_BYTES]);
    return out.build();
  }

  private static int padded(int length) {
    return Math.addExact(length, 7) & ~7;
  }
}
