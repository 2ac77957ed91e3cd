package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import java.util.ArrayList;
import java.util.List;

/**
 * Elementwise operations one after the other, {@code kws_chain_params}.
 *
 * @param count operations; what lies behind them in {@code ops} has no meaning
 */
public record Chain(
    int rows, int cols, int count, @Length(KwsNative.KWS_MAX_CHAIN) List<ChainOp> ops)
    implements KernelParams {
  public Chain {
    if (count < 0 || count > ops.size()) {
      throw new IllegalArgumentException(count + " operations in a chain of " + ops.size());
    }
    ops = List.copyOf(ops);
    ops.subList(0, count).forEach(ChainOp::check);
  }

  /** A chain of the given operations. */
  public static Chain of(int rows, int cols, List<ChainOp> given) {
    List<ChainOp> ops = new ArrayList<>(given);
    while (ops.size() < KwsNative.KWS_MAX_CHAIN) {
      ops.add(ChainOp.nothing());
    }
    return new Chain(rows, cols, given.size(), ops);
  }

  @Override
  public double executedFlops() {
    return ops.subList(0, count).stream().mapToDouble(ChainOp::executedFlops).sum() * rows * cols;
  }
}
