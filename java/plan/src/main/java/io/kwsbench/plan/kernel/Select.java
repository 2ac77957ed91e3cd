package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import java.util.List;

/** A choice between two tensors with broadcasting, {@code kws_select_params}. */
public record Select(
    int elementBytes,
    int rank,
    @Length(KwsNative.KWS_MAX_BROADCAST) List<Integer> dims,
    @Length(KwsNative.KWS_MAX_BROADCAST) List<Integer> conditionStrides,
    @Length(KwsNative.KWS_MAX_BROADCAST) List<Integer> aStrides,
    @Length(KwsNative.KWS_MAX_BROADCAST) List<Integer> bStrides)
    implements KernelParams {
  public Select {
    dims = List.copyOf(dims);
    conditionStrides = List.copyOf(conditionStrides);
    aStrides = List.copyOf(aStrides);
    bStrides = List.copyOf(bStrides);
  }

  @Override
  public double executedFlops() {
    return KernelParams.product(rank, dims);
  }
}
