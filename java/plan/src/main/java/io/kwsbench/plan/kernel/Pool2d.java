package io.kwsbench.plan.kernel;

/** A pooling, {@code kws_pool_2d_params}. */
public record Pool2d(KernelWindow window, int channels, int inStride, int outStride, PoolFn op)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return window.outPixels() * window.taps() * channels;
  }
}
