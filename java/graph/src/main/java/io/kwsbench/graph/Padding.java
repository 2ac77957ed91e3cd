package io.kwsbench.graph;

/**
 * TensorFlow's padding schemes for sliding windows.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2">TensorFlow's
 *     notes on padding</a>
 */
public enum Padding {
  /** Zeros beyond the ends, the smaller half before, so that every stride begins a window. */
  SAME {
    @Override
    public long windows(long length, long span, long stride) {
      return length / stride + (length % stride == 0 ? 0 : 1);
    }

    @Override
    public long zeros(long length, long span, long stride) {
      return Math.max(0, (windows(length, span, stride) - 1) * stride + span - length);
    }
  },
  /** Only whole windows. */
  VALID {
    @Override
    public long windows(long length, long span, long stride) {
      return length < span ? 0 : (length - span) / stride + 1;
    }

    @Override
    public long zeros(long length, long span, long stride) {
      return 0;
    }
  };

  /**
   * The padding of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Padding named(String name) {
    for (Padding padding : values()) {
      if (padding.name().equals(name)) {
        return padding;
      }
    }
    throw new IllegalArgumentException("padding " + name);
  }

  /**
   * The number of windows.
   *
   * @param length of the axis, in elements
   * @param span of a window, from its first element to its last, both counted
   * @param stride from window to window
   */
  public abstract long windows(long length, long span, long stride);

  /** All zeros, before and after, of an axis under such windows. */
  public abstract long zeros(long length, long span, long stride);

  /** The zeros before the axis: the smaller half of all. */
  public long zerosBefore(long length, long span, long stride) {
    return zeros(length, span, stride) / 2;
  }
}
