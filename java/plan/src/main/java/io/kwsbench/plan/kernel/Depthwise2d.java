package io.kwsbench.plan.kernel;

/** A depthwise convolution, {@code kws_depthwise_2d_params}. */
public record Depthwise2d(
    KernelWindow window, int inC, int multiplier, int inStride, int outStride, Epilogue epilogue)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 2 * window.outPixels() * window.taps() * inC * multiplier;
  }
}
