package io.kwsbench.report.roofline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kwsbench.measure.Roofline;
import io.kwsbench.measure.Roofline.Peak;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A graph's steps in the native engine beside the limits of one core.
 *
 * @param model the graph's file, or what else it is
 * @param core what one core can do
 * @param steps in the order of a run on one thread
 * @param products the graph's matrix products raced against OpenBLAS, where asked for
 * @param threads what several threads gain, where asked for
 * @param interrupted whether the measurement was cut short
 */
public record RooflineResult(
    String model,
    @JsonUnwrapped Core core,
    List<Step> steps,
    Optional<Products> products,
    Optional<Threads> threads,
    boolean interrupted) {
  /** Changes when a name or a unit does. */
  public static final int SCHEMA_VERSION = 1;

  public RooflineResult {
    steps = List.copyOf(steps);
  }

  /** Microseconds that the peaks of the steps' precisions allow for the operations of each. */
  public double allowedUs(ToDoubleFunction<Step> flops, boolean sustained) {
    return steps.stream()
        .mapToDouble(
            step -> {
              Peak peak = core.roofline().of(step.precision());
              return flops.applyAsDouble(step) / (sustained ? peak.sustained() : peak.best()) / 1e3;
            })
        .sum();
  }

  /** Median microseconds of all steps. */
  public double medianUs() {
    return steps.stream().mapToDouble(Step::medianUs).sum();
  }

  /** Floating-point operations that the graph states. */
  public double graphFlops() {
    return steps.stream().mapToDouble(Step::graphFlops).sum();
  }

  /** Floating-point operations that the engine executes. */
  public double executedFlops() {
    return steps.stream().mapToDouble(Step::executedFlops).sum();
  }

  /**
   * The measured limits.
   *
   * @param clockReadNanos what each step's time holds of measuring itself
   */
  public record Core(Roofline roofline, @JsonProperty("clock_read_ns") double clockReadNanos) {}

  /**
   * A step.
   *
   * @param kernel such as {@code conv_2d}
   * @param step the compiler's label
   * @param medianUs over the traced runs
   * @param graphFlops that the graph states for it; 0 where no rule covers it
   * @param executedFlops of one run
   * @param precision what it computes with: float32, weights8, weights16, bf16 or int8
   */
  public record Step(
      String kernel,
      String step,
      double medianUs,
      @JsonProperty("flops") double graphFlops,
      double executedFlops,
      String precision) {
    /** Billions of executed operations a second; 0 for a step too short to be measured. */
    public double gflopsPerSecond() {
      return medianUs > 0 ? executedFlops / medianUs / 1e3 : 0;
    }
  }

  /**
   * Matrix products, native engine against OpenBLAS.
   *
   * @param peakGflops the highest FMA peak measured between them
   */
  public record Products(
      @JsonProperty("fma_gflops_per_second") double peakGflops, List<Race> races) {
    public Products {
      races = List.copyOf(races);
    }

    /** The number of products that the native engine computes faster. */
    public long ahead() {
      return races.stream().filter(race -> race.nativeGflops() > race.openBlasGflops()).count();
    }
  }

  /**
   * One product.
   *
   * @param product M x K x N
   * @param nativeGflops GFLOP/s of the native engine at the median
   * @param openBlasGflops GFLOP/s of OpenBLAS at the median
   * @param timeRatio OpenBLAS's time over the native engine's; empty for too few runs
   */
  public record Race(
      String product,
      @JsonProperty("native_gflops_per_second") double nativeGflops,
      @JsonProperty("openblas_gflops_per_second") double openBlasGflops,
      Optional<RatioInterval> timeRatio) {}

  /**
   * Runs on one thread alternating with runs on several.
   *
   * @param threads how many
   * @param runs on each side
   * @param oneUs median on one thread, in microseconds
   * @param severalUs median on several threads
   * @param wokenUs the same for runs for which the threads had to be woken
   * @param gain how many times faster several threads are; empty for too few runs
   */
  public record Threads(
      int threads,
      int runs,
      double oneUs,
      double severalUs,
      double wokenUs,
      Optional<RatioInterval> gain) {}
}
