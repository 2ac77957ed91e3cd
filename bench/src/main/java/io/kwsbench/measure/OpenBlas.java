package io.kwsbench.measure;

import com.sun.jna.platform.unix.LibC;
import io.kwsbench.KwsException;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS's sgemm on one thread: the yardstick of what a well-kept library makes of this machine.
 *
 * <p>OpenBLAS reads its environment as it loads. A core type that the environment forces would make
 * it slower than it is, and several threads would make it no yardstick for one, so both are set
 * aside in this process before the library is loaded.
 */
final class OpenBlas {
  private OpenBlas() {}

  /**
   * The best of several square products, in GFLOP/s.
   *
   * @param size rows and columns
   * @param seconds how long to try
   * @throws KwsException when the library cannot be loaded
   */
  static double gflops(int size, double seconds) {
    load();
    try (FloatPointer a = filled(size);
        FloatPointer b = filled(size);
        FloatPointer c = filled(size)) {
      long best = Long.MAX_VALUE;
      long end = System.nanoTime() + (long) (seconds * 1e9);
      while (best == Long.MAX_VALUE || System.nanoTime() < end) {
        long start = System.nanoTime();
        openblas_nolapack.cblas_sgemm(
            openblas_nolapack.CblasRowMajor,
            openblas_nolapack.CblasNoTrans,
            openblas_nolapack.CblasNoTrans,
            size,
            size,
            size,
            1,
            a,
            size,
            b,
            size,
            0,
            c,
            size);
        best = Math.min(best, System.nanoTime() - start);
      }
      // 1 · 1 summed over a row: what was timed was really computed
      if (c.get(0) != size) {
        throw new KwsException("OpenBLAS computed " + c.get(0) + " where " + size + " is right");
      }
      return 2.0 * size * size * size / best;
    }
  }

  private static void load() {
    try {
      LibC.INSTANCE.unsetenv("OPENBLAS_CORETYPE");
      LibC.INSTANCE.setenv("OPENBLAS_NUM_THREADS", "1", 1);
      Loader.load(openblas_nolapack.class);
    } catch (LinkageError e) {
      throw new KwsException("OpenBLAS cannot be loaded: " + e.getMessage(), e);
    }
  }

  private static FloatPointer filled(int size) {
    FloatPointer matrix = new FloatPointer((long) size * size);
    for (long i = 0; i < (long) size * size; i++) {
      matrix.put(i, 1);
    }
    return matrix;
  }
}
