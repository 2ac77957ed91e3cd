package io.kwsbench.keras.checkpoint;

import io.jhdf.Superblock;
import io.jhdf.storage.HdfFileChannel;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A file in memory that the HDF5 library writes to, anywhere and in any order. The library ignores
 * how much of its bytes a real file took; here it is always all.
 */
final class HdfBytes extends HdfFileChannel {
  private static final long MOST = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[1 << 16];
  private int size;
  private long position;

  HdfBytes() {
    super(null, new Superblock.SuperblockV2V3());
  }

  @Override
  public int write(ByteBuffer buffer, long at) {
    int length = buffer.remaining();
    grow(at + length);
    buffer.get(bytes, (int) at, length);
    return length;
  }

  @Override
  public int write(ByteBuffer buffer) {
    int written = write(buffer, position);
    position += written;
    return written;
  }

  @Override
  public void position(long at) {
    position = at;
  }

  @Override
  public long size() {
    return size;
  }

  /** Fills up with zeros to a size. */
  void grow(long atLeast) {
    int needed = Math.toIntExact(atLeast);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, MOST)));
    }
    size = Math.max(size, needed);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }
}
