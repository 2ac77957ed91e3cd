package io.kwsbench.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsNative;
import java.util.Optional;

/**
 * The peak rates of one core of this machine, the limit of a kernel's speed (Williams, Waterman and
 * Patterson, "Roofline", 2009).
 *
 * @param fmaGflops fused multiply-adds in registers, the best of short spells
 * @param sustainedGflops the same at the median of spells as long as a run
 * @param sgemmGflops OpenBLAS's matrix product, measured in the same run
 * @param copyGigabytes gigabytes a second that a copy of large arrays reads and writes
 * @param bf16 products of bfloat16, added to floats; empty where the core has no instruction for it
 * @param int8 products of bytes, added to 32 bits; the same
 */
public record Roofline(
    @JsonProperty("fma_gflops_per_second") double fmaGflops,
    @JsonProperty("sustained_fma_gflops_per_second") double sustainedGflops,
    @JsonProperty("sgemm_gflops_per_second") double sgemmGflops,
    @JsonProperty("copy_gigabytes_per_second") double copyGigabytes,
    Optional<Peak> bf16,
    Optional<Peak> int8) {
  private static final int FMA_MILLISECONDS = 600;
  private static final int BETWEEN_MILLISECONDS = 300;
  private static final int NARROW_MILLISECONDS = 200;
  private static final int GEMM_SIZE = 768;
  private static final int COPY_FLOATS = 32 << 20;
  private static final int COPIES = 6;

  /**
   * Measures it, in about two seconds.
   *
   * @throws KwsException when a native library is missing
   */
  public static Roofline measure() {
    Peak fma = fma(FMA_MILLISECONDS);
    return new Roofline(
        fma.best(),
        fma.sustained(),
        OpenBlas.gflops(GEMM_SIZE, 0.5),
        copySpeed(),
        Peak.measured(KwsNative.KWS_BF16_DOT, NARROW_MILLISECONDS),
        Peak.measured(KwsNative.KWS_INT8_DOT, NARROW_MILLISECONDS));
  }

  /**
   * Operations of one arithmetic in registers, in 10^9 a second; a multiply-add is two.
   *
   * @param best of spells of a tenth of a millisecond
   * @param sustained the median of spells of a millisecond
   */
  public record Peak(
      @JsonProperty("gops_per_second") double best,
      @JsonProperty("sustained_gops_per_second") double sustained) {
    private static Optional<Peak> measured(int arithmetic, int milliseconds) {
      double[] best = new double[1];
      double[] sustained = new double[1];
      try {
        int status =
            KwsNative.kws_measure_peak((String) null, arithmetic, milliseconds, best, sustained);
        return status == 0 ? Optional.of(new Peak(best[0], sustained[0])) : Optional.empty();
      } catch (LinkageError e) {
        throw new KwsException(
            "the native engine's library cannot be loaded: " + e.getMessage(), e);
      }
    }
  }

  /** The cost of the clock read that profiling adds to every step of the native engine. */
  public static double clockNanos() {
    return KwsNative.kws_measure_clock_ns();
  }

  /** The peak of what a step computes with; that of floats where the core has none of its own. */
  public Peak of(String precision) {
    Optional<Peak> own =
        switch (precision) {
          case "bf16" -> bf16;
          case "int8" -> int8;
          default -> Optional.empty();
        };
    return own.orElseGet(() -> new Peak(fmaGflops, sustainedGflops));
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
    return fma(BETWEEN_MILLISECONDS).best();
  }

  private static Peak fma(int milliseconds) {
    return Peak.measured(KwsNative.KWS_FMA, milliseconds)
        .orElseThrow(() -> new KwsException("FMA peak: " + KwsNative.kws_last_error().getString()));
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
