package io.kwsbench.model;

import io.kwsbench.audio.KeywordClip;
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
    TimeSlicedNetwork.of(8, 8, 8, 8)
        .pi(new TrainableLayers(stack, dropout), KeywordClip.SAMPLES, classes);
    return stack.model("tiny");
  }
}
