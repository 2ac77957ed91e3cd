package io.kwsbench.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The bits of a compiled model's weights. The arithmetic is that of floats, in all but {@link
 * #BF16}.
 */
public enum Precision {
  /** Weights as the graph has them. */
  FLOAT32,

  /** Whole numbers of 8 bits, with a scale for each output channel. */
  WEIGHTS8,

  /** bfloat16: a float's sign, exponent and first 7 bits. */
  WEIGHTS16,

  /**
   * bfloat16, and products of it: activations are rounded to it, too, sums are floats. Only
   * processors with such instructions run it.
   */
  BF16;

  /** {@code weights8}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The precision with a label; empty if there is none. */
  public static Optional<Precision> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
