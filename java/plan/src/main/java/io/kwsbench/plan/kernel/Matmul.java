package io.kwsbench.plan.kernel;

/** A product of matrices that are computed, {@code kws_matmul_params}. */
public record Matmul(
    int batch,
    int m,
    int k,
    int n,
    boolean transposeA,
    boolean transposeB,
    int aBatchStride,
    int bBatchStride,
    Epilogue epilogue)
    implements KernelParams {
  @Override
  public double executedFlops() {
    return 2.0 * batch * m * n * k;
  }
}
