package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;

/**
 * A budget of reads of a file. Several offsets may lead to the same place, so that a small file
 * could otherwise hold more tables and lists than fit into the memory.
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
