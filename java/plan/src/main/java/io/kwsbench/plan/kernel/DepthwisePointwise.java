package io.kwsbench.plan.kernel;

/** A depthwise convolution and a product of its pixels, {@code kws_depthwise_pointwise_params}. */
public record DepthwisePointwise(
    KernelWindow window,
    int inC,
    int multiplier,
    int outC,
    int inStride,
    int outStride,
    Epilogue depthwise,
    Epilogue pointwise)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 2 * window.outPixels() * inC * multiplier * (window.taps() + outC);
  }
}
