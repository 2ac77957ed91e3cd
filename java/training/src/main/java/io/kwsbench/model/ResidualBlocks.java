package io.kwsbench.model;

import io.kwsbench.graph.Padding;

/**
 * Depthwise-separable residual blocks over frames: two convolutions that keep the frames, pooled
 * where the block has a stride, added to a shortcut.
 *
 * <p>Source: {@code _residual_block} in {@code conv_1d_log_mfcc_model} of the 2017 system; the
 * blocks are Xception's (Chollet, 2017) in one dimension. Shortcuts have no L2.
 */
final class ResidualBlocks {
  private static final int KERNEL = 3;

  private final LayerStack stack;

  ResidualBlocks(LayerStack stack) {
    this.stack = stack;
  }

  /** The first convolution of an input of {@code frames × columns} values. */
  Layer stem(Layer frames, int channels) {
    return stack.normalized(stack.conv(frames, channels, KERNEL, 1));
  }

  /**
   * @param stride 1 keeps frames and channels
   * @param pool the window of the pooling; 1 for none
   */
  Layer block(Layer in, int channels, int stride, int pool) {
    Layer shortcut =
        stride == 1 ? in : stack.normalization(stack.unpenalizedConv(in, channels, 1, stride));
    Layer x = separable(separable(in, channels), channels);
    return stack.add(pool == 1 ? x : stack.maxPool(x, pool, stride), shortcut);
  }

  /** A depthwise convolution that keeps the frames, and a pointwise one. */
  Layer separable(Layer in, int channels) {
    Layer depthwise = stack.depthwise(in, KERNEL, 1, Padding.SAME);
    return stack.normalized(stack.conv(depthwise, channels, 1, 1));
  }
}
