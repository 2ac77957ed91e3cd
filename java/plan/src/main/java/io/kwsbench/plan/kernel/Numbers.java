package io.kwsbench.plan.kernel;

import io.kwsbench.natives.Numbered;

/** Constants of enums by their numbers. */
public final class Numbers {
  private Numbers() {}

  /**
   * The constant with a number.
   *
   * @param type an enum
   * @throws IllegalArgumentException when there is none
   */
  public static <E extends Numbered> E of(Class<E> type, int number) {
    for (E constant : type.getEnumConstants()) {
      if (constant.number() == number) {
        return constant;
      }
    }
    throw new IllegalArgumentException("no " + type.getSimpleName() + " has number " + number);
  }
}
