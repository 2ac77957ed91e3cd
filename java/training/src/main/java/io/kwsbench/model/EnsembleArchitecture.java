package io.kwsbench.model;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.TimeSlicedNetwork;
import io.kwsbench.keras.features.ClipFeatures;

/**
 * {@code ensemble}: the model of the prize-winning ensemble (experiment 106), meant for all thirty
 * words of Speech Commands.
 *
 * <p>Narrower than {@code pi} at both ends; attention weights the map's 9 frames, whose average
 * alone decides.
 */
public final class EnsembleArchitecture implements Architecture {
  private static final double L2 = 1e-5;

  @Override
  public String name() {
    return "ensemble";
  }

  @Override
  public ModelSpec model(ClipFeatures features, int classes, double dropout) {
    return of(classes, dropout, TimeSlicedNetwork.ENSEMBLE);
  }

  /** The same layers in the widths of any such network. */
  static ModelSpec of(int classes, double dropout, TimeSlicedNetwork network) {
    LayerStack stack = new LayerStack(L2);
    network.ensemble(new TrainableLayers(stack, dropout), KeywordClip.SAMPLES, classes);
    return stack.model("conv_1d_time_sliced_with_attention");
  }
}
