package io.kwsbench.plan.kernel;

/** A convolution, {@code kws_conv_2d_params}. */
public record Conv2d(
    KernelWindow window, int inC, int outC, int inStride, int outStride, Epilogue epilogue)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 2 * window.outPixels() * window.taps() * inC * outC;
  }
}
