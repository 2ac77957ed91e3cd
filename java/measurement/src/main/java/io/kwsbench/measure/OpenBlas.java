package io.kwsbench.measure;

import com.sun.jna.platform.unix.LibC;
import io.kwsbench.KwsException;
import io.kwsbench.natives.NativeCache;
import io.kwsbench.plan.Product;
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
        sgemm(size, size, size, a, b, c);
        best = Math.min(best, System.nanoTime() - start);
      }
      // 1 · 1 summed over a row: what was timed was really computed
      if (c.get(0) != size) {
        throw new KwsException("OpenBLAS computed " + c.get(0) + " where " + size + " is right");
      }
      return 2.0 * size * size * size / best;
    }
  }

  /** A product to race against. */
  static GemmRace.Contender product(Product product, float[] a, float[] b) {
    load();
    FloatPointer left = new FloatPointer(a);
    FloatPointer right = new FloatPointer(b);
    FloatPointer out = new FloatPointer((long) product.m() * product.n());
    return new GemmRace.Contender() {
      @Override
      public void multiply() {
        sgemm(product.m(), product.n(), product.k(), left, right, out);
      }

      @Override
      public float[] result() {
        float[] values = new float[product.m() * product.n()];
        out.get(values);
        return values;
      }

      @Override
      public void close() {
        left.close();
        right.close();
        out.close();
      }
    };
  }

  private static void sgemm(int m, int n, int k, FloatPointer a, FloatPointer b, FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasNoTrans,
        openblas_nolapack.CblasNoTrans,
        m,
        n,
        k,
        1,
        a,
        k,
        b,
        n,
        0,
        c,
        n);
  }

  private static void load() {
    try {
      LibC.INSTANCE.unsetenv("OPENBLAS_CORETYPE");
      LibC.INSTANCE.setenv("OPENBLAS_NUM_THREADS", "1", 1);
      NativeCache.prepare();
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
