package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;

/** Sources of the second argument of a chain's operation, {@code kws_chain_source}. */
public enum ChainSource implements Numbered {
  UNARY(KwsNative.KWS_CHAIN_UNARY),
  IMMEDIATE(KwsNative.KWS_CHAIN_IMMEDIATE),
  TENSOR(KwsNative.KWS_CHAIN_TENSOR),
  ROW(KwsNative.KWS_CHAIN_ROW),
  COLUMN(KwsNative.KWS_CHAIN_COLUMN);

  private final int number;

  ChainSource(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
