package io.kwsbench.keras.checkpoint;

import java.util.Arrays;

/** The eight bytes that begin an HDF5 file: at offset 0, 512, 1024, 2048, … */
final class Hdf5Signature {
  private static final byte[] BYTES = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private Hdf5Signature() {}

  static boolean isIn(byte[] file) {
    for (long at = 0; at + BYTES.length <= file.length; at = at == 0 ? 512 : at * 2) {
      int from = (int) at;
      if (Arrays.equals(file, from, from + BYTES.length, BYTES, 0, BYTES.length)) {
        return true;
      }
    }
    return false;
  }
}
