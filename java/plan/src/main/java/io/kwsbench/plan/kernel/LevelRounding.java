package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;

/** How sums of whole numbers are rounded on another scale, {@code kws_rounding}. */
public enum LevelRounding implements Numbered {
  TWICE(KwsNative.KWS_ROUND_TWICE),
  ONCE(KwsNative.KWS_ROUND_ONCE);

  private final int number;

  LevelRounding(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
