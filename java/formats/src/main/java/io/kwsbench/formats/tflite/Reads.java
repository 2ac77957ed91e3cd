package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;

/**
 * What may still be read of a file. Offsets may share what they lead to: a small file could
 * otherwise hold more tables and lists than fit into the memory.
 */
final class Reads {
  private static final long TIMES = 16;
  private static final long MORE = 1 << 20;

  private long left;

  Reads(int fileBytes) {
    left = TIMES * fileBytes + MORE;
  }

  /**
   * Counts bytes that are read.
   *
   * @throws KwsException when they are many times those of the file
   */
  void spend(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new KwsException("damaged: its tables share their content too often");
    }
  }
}
