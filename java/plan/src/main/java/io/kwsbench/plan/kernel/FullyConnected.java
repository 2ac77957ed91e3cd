package io.kwsbench.plan.kernel;

/** A product of rows and a constant matrix, {@code kws_fully_connected_params}. */
public record FullyConnected(int m, int k, int n, int inStride, int outStride, Epilogue epilogue)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 2.0 * m * n * k;
  }
}
