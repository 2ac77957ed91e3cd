package io.kwsbench.plan.kernel;

/**
 * A convolution of levels of 8 bits, each channel with a filter of its own, {@code
 * kws_integer_depthwise_2d_params}.
 */
public record IntegerDepthwise2d(
    KernelWindow window, int inC, int inStride, int outStride, Levels levels)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 2 * window.outPixels() * window.taps() * inC;
  }
}
