package io.kwsbench.graph;

/**
 * Layers of a network, for training and for graphs alike.
 *
 * <p>Every method makes a layer and returns what the next one takes. A map is [steps, channels].
 *
 * @param <L> a layer that was made
 */
public interface NetworkLayers<L> {
  /** Frames of a clip that begin every {@code hop} samples; the last ones reach beyond its end. */
  L frames(int samples, int size, int hop);

  /** A convolution along time without padding or bias, batch normalization, ReLU6. */
  L convolution(L map, int filters, int kernel, int stride);

  /** A convolution of each channel by itself along time, and nothing after it. */
  L depthwise(L map, int kernel, int stride, Padding padding);

  /** All steps one after the other. */
  L flatten(L map);

  /** A dropout layer, which does nothing at inference. */
  L dropout(L in);

  /** A product with weights, then softmax. */
  L softmaxDense(L vector, int units, boolean bias);

  /**
   * Every step times its own factor.
   *
   * @param factors a vector of as many as the map has steps
   */
  L weighted(L map, L factors);

  /** Each channel's maximum. */
  L globalMax(L map);

  /** Each channel's average. */
  L globalAverage(L map);

  L concatenate(L first, L second);
}
