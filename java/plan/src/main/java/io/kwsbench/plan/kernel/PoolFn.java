package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;

/** Reductions of a window, {@code kws_pool_op}. */
public enum PoolFn implements Numbered {
  MAX(KwsNative.KWS_POOL_MAX),
  AVG(KwsNative.KWS_POOL_AVG);

  private final int number;

  PoolFn(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
