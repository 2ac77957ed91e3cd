package io.kwsbench.rewrite.levels;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Sums of products of whole numbers, on the kernels for floats: whole numbers up to 2^24 are exact
 * in a float, whatever the order. Where a sum may be larger, its parts are added as integers.
 */
public final class ExactSums {
  private static final double EXACT = 1 << 24;

  private final double[][] sizes;

  /**
   * @param sizes by channel and output: a bound of the sum of the products' sizes
   */
  private ExactSums(double[][] sizes) {
    this.sizes = sizes;
  }

  /**
   * The sums of products with weights.
   *
   * @param weights outputs last
   * @param channels the axis of the weights that sums run over; −1 for sums that cannot be cut
   * @param reach the largest size of what the weights are multiplied with
   */
  public static ExactSums of(Literal weights, int channels, int reach) {
    int[] dims = weights.dims();
    int outputs = dims[dims.length - 1];
    int count = channels < 0 ? 1 : dims[channels];
    int inner = outputs;
    for (int i = channels + 1; channels >= 0 && i < dims.length - 1; i++) {
      inner *= dims[i];
    }
    double[][] sizes = new double[count][outputs];
    for (int i = 0; i < weights.size(); i++) {
      int channel = channels < 0 ? 0 : i / inner % count;
      sizes[channel][i % outputs] += Math.abs(weights.real(i)) * reach;
    }
    return new ExactSums(sizes);
  }

  /**
   * The sums of products of which only a bound is known.
   *
   * @param channels how many there are
   * @param size a bound of the sum of the sizes of one channel's products
   */
  public static ExactSums of(int channels, double size) {
    double[][] sizes = new double[channels][1];
    Arrays.stream(sizes).forEach(outputs -> outputs[0] = size);
    return new ExactSums(sizes);
  }

  /** Returns whether a float holds every sum, and what is added to it, exactly. */
  public boolean isExact(double added) {
    double[] sums = new double[outputs()];
    for (double[] channel : sizes) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += channel[i];
      }
    }
    return Arrays.stream(sums).allMatch(sum -> sum + added <= EXACT);
  }

  private int outputs() {
    return sizes.length == 0 ? 0 : sizes[0].length;
  }

  /** Channels from {@code from} on and before {@code to}. */
  public record Run(int from, int to) {}

  /**
   * The longest runs of channels whose sums are exact.
   *
   * @param error the operator's, with a reason
   */
  public List<Run> runs(Function<String, KwsException> error) {
    List<Run> runs = new ArrayList<>();
    double[] sums = new double[outputs()];
    int start = 0;
    for (int channel = 0; channel < sizes.length; channel++) {
      if (!fits(sums, sizes[channel])) {
        runs.add(new Run(start, channel));
        start = channel;
        Arrays.fill(sums, 0);
        if (!fits(sums, sizes[channel])) {
          throw error.apply("sums more products of one channel than a float holds exactly");
        }
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += sizes[channel][i];
      }
    }
    runs.add(new Run(start, sizes.length));
    return runs;
  }

  private static boolean fits(double[] sums, double... more) {
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] + more[i] > EXACT) {
        return false;
      }
    }
    return true;
  }

  /** The sums of all runs, added as integers. */
  public static Value joined(MathOps math, List<Value> runs, DType wide) {
    return runs.stream().map(run -> math.cast(run, wide)).reduce(math::add).orElseThrow();
  }
}
