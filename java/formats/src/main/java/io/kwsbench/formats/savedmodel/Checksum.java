package io.kwsbench.formats.savedmodel;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksums of a checkpoint: CRC-32C, masked as LevelDB stores it. */
final class Checksum {
  private static final int MASK_DELTA = 0xa282ead8;

  private Checksum() {}

  /** The masked checksum of the bytes, which are left unread. */
  static int masked(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
