package io.kwsbench.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Two models of the 2017 entry and their variants: overlapping frames of raw samples, one
 * convolution, pairs of depthwise-separable ones that halve the time, and a classifier.
 *
 * <p>Source: {@code conv_1d_time_sliced_with_attention_model}; the pairs are MobileNet's (Howard et
 * al., 2017) in one dimension. Immutable.
 *
 * @param stem filters of the first convolution
 * @param separables the convolutions after it, in their order
 */
public record TimeSlicedNetwork(int stem, List<Separable> separables) {
  /** Samples of a frame. */
  private static final int FRAME = 40;

  /** Samples from frame to frame; the last frames reach beyond the clip. */
  private static final int HOP = 20;

  /** Taps of every convolution along time. */
  private static final int KERNEL = 3;

  /** Frames from output to output of the first convolution, which has no padding. */
  private static final int STEM_STRIDE = 2;

  /** Experiment 195, which ran on a Raspberry Pi. */
  public static final TimeSlicedNetwork PI = of(128, 128, 192, 256, 320, 384, 512);

  /** Experiment 106, of the prize-winning ensemble. */
  public static final TimeSlicedNetwork ENSEMBLE = of(64, 128, 192, 256, 320, 384, 448);

  /**
   * A depthwise convolution along time and the pointwise one after it.
   *
   * @param channels of the output
   * @param stride of the depthwise one
   * @param padding of the depthwise one
   */
  public record Separable(int channels, int stride, Padding padding) {}

  public TimeSlicedNetwork {
    separables = List.copyOf(separables);
  }

  /**
   * A separable convolution at the first resolution, then a pair for each halving of time.
   *
   * @param first channels of the single one
   * @param halvings channels of each pair
   */
  public static TimeSlicedNetwork of(int stem, int first, int... halvings) {
    List<Separable> separables = new ArrayList<>();
    separables.add(new Separable(first, 1, Padding.VALID));
    for (int channels : halvings) {
      separables.add(new Separable(channels, 2, Padding.SAME));
      separables.add(new Separable(channels, 1, Padding.VALID));
    }
    return new TimeSlicedNetwork(stem, separables);
  }

  /** The steps of time that are left of a clip. */
  public int steps(int samples) {
    long steps = Padding.SAME.windows(samples, FRAME, HOP);
    steps = Padding.VALID.windows(steps, KERNEL, STEM_STRIDE);
    for (Separable separable : separables) {
      steps = separable.padding().windows(steps, KERNEL, separable.stride());
    }
    return Math.toIntExact(steps);
  }

  /**
   * Makes the layers of experiment 195: attention weights the steps; each channel's maximum of what
   * it picks, beside its plain average, decides.
   *
   * @return the classes' probabilities
   */
  public <L> L pi(NetworkLayers<L> layers, int samples, int classes) {
    L map = map(layers, samples);
    L context = layers.dropout(layers.flatten(map));
    L loudest = layers.globalMax(attended(layers, map, context, steps(samples), true));
    L both = layers.concatenate(loudest, layers.globalAverage(map));
    return layers.softmaxDense(layers.dropout(both), classes, false);
  }

  /**
   * Makes the layers of experiment 106: the average of the steps that attention weights decides.
   *
   * @return the classes' probabilities
   */
  public <L> L ensemble(NetworkLayers<L> layers, int samples, int classes) {
    L map = map(layers, samples);
    L attended = attended(layers, map, layers.flatten(map), steps(samples), false);
    return layers.softmaxDense(layers.dropout(layers.globalAverage(attended)), classes, false);
  }

  private <L> L map(NetworkLayers<L> layers, int samples) {
    L map = layers.frames(samples, FRAME, HOP);
    map = layers.convolution(map, stem, KERNEL, STEM_STRIDE);
    for (Separable each : separables) {
      map = layers.depthwise(map, KERNEL, each.stride(), each.padding());
      map = layers.convolution(map, each.channels(), 1, 1);
    }
    return map;
  }

  /** Weights every step of the map by a softmax over steps, computed from the context. */
  private static <L> L attended(
      NetworkLayers<L> layers, L map, L context, int steps, boolean bias) {
    return layers.weighted(map, layers.softmaxDense(context, steps, bias));
  }

  /** Channels of the last convolution. */
  public int channels() {
    return separables.get(separables.size() - 1).channels();
  }
}
