package io.kwsbench.model;

import io.kwsbench.features.ClipFeatures;

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
    return of(classes, dropout, 64, 128, 192, 256, 320, 384, 448);
  }

  /** The same layers in other widths, as {@link SeparableBody#build} takes them. */
  static ModelSpec of(int classes, double dropout, int stem, int first, int... halvings) {
    LayerStack stack = new LayerStack(L2);
    SeparableBody body = new SeparableBody(stack);
    Layer map = body.build(stem, first, halvings);
    Layer attended = body.attend(map, stack.flatten(map), false);
    Layer average = stack.globalAverage(attended);
    stack.softmaxDense(stack.dropout(average, dropout), classes, false);
    return stack.model("conv_1d_time_sliced_with_attention");
  }
}
