package io.kwsbench.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsNative;

/**
 * The peak rates of one core of this machine, the limit of a kernel's speed (Williams, Waterman and
 * Patterson, "Roofline", 2009).
 *
 * @param fmaGflops fused multiply-adds in registers, measured
 * @param sgemmGflops OpenBLAS's matrix product, measured in the same run
 * @param copyGigabytes gigabytes a second that a copy of large arrays reads and writes
 */
public record Roofline(
    @JsonProperty("fma_gflops_per_second") double fmaGflops,
    @JsonProperty("sgemm_gflops_per_second") double sgemmGflops,
    @JsonProperty("copy_gigabytes_per_second") double copyGigabytes) {
  private static final int SPELL_MILLISECONDS = 300;
  private static final int GEMM_SIZE = 768;
  private static final int COPY_FLOATS = 32 << 20;
  private static final int COPIES = 6;

  /**
   * Measures it, in about two seconds.
   *
   * @throws KwsException when a native library is missing
   */
  public static Roofline measure() {
    return new Roofline(
        Math.max(fmaPeak(), fmaPeak()), OpenBlas.gflops(GEMM_SIZE, 0.5), copySpeed());
  }

  /** The cost of the clock read that profiling adds to every step of the native engine. */
  public static double clockNanos() {
    return KwsNative.kws_measure_clock_ns();
  }

  /** Floating-point operations per byte at which memory stops being the limit. */
  public double ridge() {
    return fmaGflops / copyGigabytes;
  }

  /**
   * Fused multiply-adds in registers, in GFLOP/s, over a third of a second.
   *
   * @throws KwsException when the native library is missing
   */
  public static double fmaPeak() {
    double[] gflops = new double[1];
    try {
      int status = KwsNative.kws_measure_fma_peak((String) null, SPELL_MILLISECONDS, gflops);
      if (status != 0) {
        throw new KwsException("FMA peak: " + KwsNative.kws_last_error().getString());
      }
    } catch (LinkageError e) {
      throw new KwsException("the native engine's library cannot be loaded: " + e.getMessage(), e);
    }
    return gflops[0];
  }

  private static double copySpeed() {
    float[] from = new float[COPY_FLOATS];
    float[] to = new float[COPY_FLOATS];
    long best = Long.MAX_VALUE;
    for (int i = 0; i < COPIES; i++) {
      long start = System.nanoTime();
      System.arraycopy(from, 0, to, 0, COPY_FLOATS);
      best = Math.min(best, System.nanoTime() - start);
    }
    return 2.0 * Float.BYTES * COPY_FLOATS / best;
  }
}
