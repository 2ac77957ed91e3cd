package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import java.util.List;

/** An N-dimensional copy by strides, {@code kws_copy_params}. */
public record Copy(
    int elementBytes,
    int rank,
    int inOffset,
    int outOffset,
    @Length(KwsNative.KWS_MAX_RANK) List<Integer> dims,
    @Length(KwsNative.KWS_MAX_RANK) List<Integer> inStrides,
    @Length(KwsNative.KWS_MAX_RANK) List<Integer> outStrides)
    implements KernelParams {
  public Copy {
    dims = List.copyOf(dims);
    inStrides = List.copyOf(inStrides);
    outStrides = List.copyOf(outStrides);
  }

  @Override
  public double executedFlops() {
    return 0;
  }
}
