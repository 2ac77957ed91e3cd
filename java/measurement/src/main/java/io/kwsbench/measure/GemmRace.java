package io.kwsbench.measure;

import io.kwsbench.KwsException;
import io.kwsbench.plan.Product;

/**
 * The native engine's packed product against OpenBLAS's sgemm, on one shape, alternating in one
 * process on one thread. Both multiply the same matrices, and have to agree.
 *
 * @param product the shape
 * @param ours nanoseconds of one product of the native engine, a value per round
 * @param blas OpenBLAS's, in the same rounds
 */
public record GemmRace(Product product, double[] ours, double[] blas) {
  private static final int ROUNDS = 100;
  private static final long SLICE_NANOS = 500_000;

  /** One of the two, ready to multiply. */
  interface Contender extends AutoCloseable {
    /** Multiplies once. */
    void multiply();

    /** The product, {@code [m][n]}. */
    float[] result();

    @Override
    void close();
  }

  /**
   * Races on one shape.
   *
   * @throws KwsException when a library is missing, or the two do not agree
   */
  public static GemmRace run(Product product) {
    float[] a = values(product.m() * product.k(), 0.37);
    float[] b = values(product.k() * product.n(), 0.73);
    try (Contender ours = new PackedProduct(product, a, b);
        Contender blas = OpenBlas.product(product, a, b)) {
      agree(product, ours, blas);
      int runs = runs(ours, blas);
      double[] oursNanos = new double[ROUNDS];
      double[] blasNanos = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        // the order turns, so that neither always runs on the other's caches
        if (round % 2 == 0) {
          oursNanos[round] = nanos(ours, runs);
          blasNanos[round] = nanos(blas, runs);
        } else {
          blasNanos[round] = nanos(blas, runs);
          oursNanos[round] = nanos(ours, runs);
        }
      }
      return new GemmRace(product, oursNanos, blasNanos);
    }
  }

  private static int runs(Contender ours, Contender blas) {
    nanos(ours, 20);
    nanos(blas, 20);
    double slower = Math.max(nanos(ours, 20), nanos(blas, 20));
    return (int) Math.max(3, Math.min(2000, SLICE_NANOS / slower));
  }

  private static double nanos(Contender contender, int runs) {
    long start = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      contender.multiply();
    }
    return (double) (System.nanoTime() - start) / runs;
  }

  /** Numbers between -1 and 1 that no symmetry of a product hides. */
  private static float[] values(int count, double step) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) Math.sin(step * i + 1e-7 * i * i);
    }
    return values;
  }

  private static void agree(Product product, Contender ours, Contender blas) {
    ours.multiply();
    blas.multiply();
    float[] first = ours.result();
    float[] second = blas.result();
    for (int i = 0; i < first.length; i++) {
      if (Math.abs(first[i] - second[i]) > 1e-5 * product.k()) {
        throw new KwsException(
            product + ": element " + i + " is " + first[i] + ", but " + second[i] + " in OpenBLAS");
      }
    }
  }
}
