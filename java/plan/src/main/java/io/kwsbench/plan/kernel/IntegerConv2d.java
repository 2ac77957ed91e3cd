package io.kwsbench.plan.kernel;

/** A convolution of levels of 8 bits, {@code kws_integer_conv_2d_params}. */
public record IntegerConv2d(
    KernelWindow window, int inC, int outC, int inStride, int outStride, Levels levels)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 2 * window.outPixels() * window.taps() * inC * outC;
  }
}
