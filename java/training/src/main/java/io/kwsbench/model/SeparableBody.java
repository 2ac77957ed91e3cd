package io.kwsbench.model;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.TimeSlicedNetwork;

/** The layers of a {@link TimeSlicedNetwork}, and attention over what they make. */
final class SeparableBody {
  private final LayerStack stack;

  SeparableBody(LayerStack stack) {
    this.stack = stack;
  }

  Layer build(TimeSlicedNetwork network) {
    Layer samples = stack.input(KeywordClip.SAMPLES);
    Layer x = stack.frames(samples, TimeSlicedNetwork.FRAME, TimeSlicedNetwork.HOP);
    int stride = TimeSlicedNetwork.STEM_STRIDE;
    x = stack.normalized(stack.conv(x, network.stem(), TimeSlicedNetwork.KERNEL, stride));
    for (TimeSlicedNetwork.Separable separable : network.separables()) {
      x = separable(x, separable);
    }
    return x;
  }

  private Layer separable(Layer in, TimeSlicedNetwork.Separable made) {
    Layer depthwise = stack.depthwise(in, TimeSlicedNetwork.KERNEL, made.stride(), made.padding());
    return stack.normalized(stack.conv(depthwise, made.channels(), 1, 1));
  }

  /**
   * Weights every frame of the map by a softmax over frames.
   *
   * @param context what the attention looks at: the flattened map
   */
  Layer attend(Layer map, Layer context, boolean bias) {
    int frames = (int) map.output().dim(0);
    Layer attention = stack.softmaxDense(context, frames, bias);
    return stack.multiply(map, stack.reshape(attention, frames, 1));
  }
}
