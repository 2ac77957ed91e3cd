package io.kwsbench.model;

import io.kwsbench.graph.TimeSlicedNetwork;
import io.kwsbench.keras.features.ClipFeatures;

/** {@code pi}'s first layers with eight channels each: for tests of what goes on around a model. */
public final class TinyArchitecture implements Architecture {
  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public ModelSpec model(ClipFeatures features, int classes, double dropout) {
    LayerStack stack = new LayerStack(1e-5);
    SeparableBody body = new SeparableBody(stack);
    Layer map = body.build(TimeSlicedNetwork.of(8, 8, 8, 8));
    Layer loudest = stack.globalMax(body.attend(map, stack.flatten(map), true));
    Layer both = stack.concatenate(loudest, stack.globalAverage(map));
    stack.softmaxDense(stack.dropout(both, dropout), classes, false);
    return stack.model("tiny");
  }
}
