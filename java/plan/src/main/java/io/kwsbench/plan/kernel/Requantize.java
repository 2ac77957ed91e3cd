package io.kwsbench.plan.kernel;

/**
 * Whole numbers times real factors, in integer arithmetic, {@code kws_requantize_params}.
 *
 * @param channels how many factors there are, in turns
 * @param low the least float of the result
 * @param high the largest
 */
public record Requantize(
    int count, int channels, ElementType from, ElementType to, float low, float high)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 0;
  }
}
