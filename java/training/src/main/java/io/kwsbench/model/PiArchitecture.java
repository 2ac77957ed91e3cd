package io.kwsbench.model;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.TimeSlicedNetwork;
import io.kwsbench.keras.features.ClipFeatures;

/**
 * {@code pi}: the model that ran on a Raspberry Pi (experiment 195), 1,137,664 weights and
 * statistics for twelve classes.
 *
 * <p>800 frames of raw samples shrink to a map of 9 × 512. Its frames are weighted by attention and
 * their maximum is taken; that and the plain average together decide.
 */
public final class PiArchitecture implements Architecture {
  private static final double L2 = 1e-5;

  @Override
  public String name() {
    return "pi";
  }

  @Override
  public ModelSpec model(ClipFeatures features, int classes, double dropout) {
    return of(classes, dropout, TimeSlicedNetwork.PI);
  }

  /** The same layers in the widths of any such network. */
  static ModelSpec of(int classes, double dropout, TimeSlicedNetwork network) {
    LayerStack stack = new LayerStack(L2);
    network.pi(new TrainableLayers(stack, dropout), KeywordClip.SAMPLES, classes);
    return stack.model("conv_1d_time_sliced_with_attention");
  }
}
