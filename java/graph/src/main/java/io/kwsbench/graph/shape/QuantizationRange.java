package io.kwsbench.graph.shape;

/**
 * The range of a fake quantization, moved so that zero is one of its steps
 * (tensorflow/core/kernels/fake_quant_ops_functor.h).
 *
 * @param low the lowest value
 * @param high the highest value
 * @param scale the size of a step
 */
public record QuantizationRange(float low, float high, float scale) {
  /**
   * @param bits of a quantized value
   * @param narrow whether the lowest one is not used
   * @throws IllegalArgumentException when the bits are none that TensorFlow has
   */
  public static QuantizationRange of(float min, float max, long bits, boolean narrow) {
    if (bits < 2 || bits > 16) {
      throw new IllegalArgumentException(bits + " bits");
    }
    float first = narrow ? 1 : 0;
    float last = (1 << bits) - 1;
    float scale = (max - min) / (last - first);
    float zero = first - min / scale;
    float nudged = zero < first ? first : zero > last ? last : (float) Math.floor(zero + 0.5f);
    return new QuantizationRange((first - nudged) * scale, (last - nudged) * scale, scale);
  }

  /** Returns whether there is nothing between the ends: everything is zero then. */
  public boolean isEmpty() {
    return !(scale > 0) || Float.isInfinite(scale);
  }

  /** The nearest step. */
  public float quantized(float x) {
    float clamped = Math.max(Math.min(x, high), low);
    float steps = (float) Math.floor((clamped - low) * (1 / scale) + 0.5f);
    return isEmpty() ? 0 : steps * scale + low;
  }
}
