package io.kwsbench.model;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.graph.Padding;

/**
 * What both models share: overlapping frames of raw samples, one convolution, then pairs of
 * depthwise-separable convolutions, the first of each halving time.
 *
 * <p>Source: {@code conv_1d_time_sliced_with_attention_model} of the 2017 system; the blocks are
 * MobileNet's (Howard et al., 2017) in one dimension.
 */
final class SeparableBody {
  private static final int FRAME = 40;
  private static final int FRAME_STRIDE = 20;
  private static final int KERNEL = 3;

  private final LayerStack stack;

  SeparableBody(LayerStack stack) {
    this.stack = stack;
  }

  /**
   * @param stem filters of the first convolution
   * @param first channels of the first separable one, at its resolution
   * @param halvings channels after each halving of time
   */
  Layer build(int stem, int first, int... halvings) {
    Layer x = stack.frames(stack.input(KeywordClip.SAMPLES), FRAME, FRAME_STRIDE);
    x = stack.normalized(stack.conv(x, stem, KERNEL, 2));
    x = separable(x, first, 1, Padding.VALID);
    for (int channels : halvings) {
      x = separable(x, channels, 2, Padding.SAME);
      x = separable(x, channels, 1, Padding.VALID);
    }
    return x;
  }

  private Layer separable(Layer in, int channels, int stride, Padding padding) {
    Layer depthwise = stack.depthwise(in, KERNEL, stride, padding);
    return stack.normalized(stack.conv(depthwise, channels, 1, 1));
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
