package io.kwsbench.model;

import java.util.Locale;

/** What a convolution does at the ends, with TensorFlow's names. */
public enum Padding {
  /** Zeros beyond the ends, so that {@code ceil(n / stride)} outputs come of n inputs. */
  SAME {
    @Override
    long outputs(long inputs, int kernel, int stride) {
      return (inputs + stride - 1) / stride;
    }
  },
  /** Only whole windows. */
  VALID {
    @Override
    long outputs(long inputs, int kernel, int stride) {
      return (inputs - kernel) / stride + 1;
    }
  };

  abstract long outputs(long inputs, int kernel, int stride);

  /** Keras's spelling. */
  String keras() {
    return name().toLowerCase(Locale.ROOT);
  }
}
