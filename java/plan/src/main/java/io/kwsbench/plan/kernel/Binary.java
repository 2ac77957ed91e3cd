package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import java.util.List;

/** A function of two tensors with broadcasting, {@code kws_binary_params}. */
public record Binary(
    BinaryFn op,
    ElementType dtype,
    int rank,
    @Length(KwsNative.KWS_MAX_BROADCAST) List<Integer> dims,
    @Length(KwsNative.KWS_MAX_BROADCAST) List<Integer> aStrides,
    @Length(KwsNative.KWS_MAX_BROADCAST) List<Integer> bStrides,
    Epilogue epilogue)
    implements KernelParams {
  public Binary {
    dims = List.copyOf(dims);
    aStrides = List.copyOf(aStrides);
    bStrides = List.copyOf(bStrides);
  }

  @Override
  public double executedFlops() {
    return (op.executedFlops() + epilogue.activation().executedFlops())
        * KernelParams.product(rank, dims);
  }
}
