package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;

/** Reductions, {@code kws_reduce_op}. */
public enum ReduceFn implements Numbered {
  SUM(KwsNative.KWS_REDUCE_SUM),
  MEAN(KwsNative.KWS_REDUCE_MEAN),
  MAX(KwsNative.KWS_REDUCE_MAX),
  MIN(KwsNative.KWS_REDUCE_MIN),
  PROD(KwsNative.KWS_REDUCE_PROD);

  private final int number;

  ReduceFn(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
