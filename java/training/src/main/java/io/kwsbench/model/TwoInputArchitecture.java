package io.kwsbench.model;

import io.kwsbench.audio.FeatureSettings;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.keras.features.FeatureMode;
import java.util.Set;

/**
 * {@code two_input}: frames of coefficients and the same frames of raw samples, each through a
 * convolution of its own, then together through ten residual blocks.
 *
 * <p>Time is halved four times. Source: {@code conv_1d_mfcc_and_raw_model} of the 2017 system.
 */
public final class TwoInputArchitecture implements Architecture {
  private static final double L2 = 1e-5;
  private static final int POOL = 3;

  @Override
  public String name() {
    return "two_input";
  }

  @Override
  public Set<FeatureMode> features() {
    return Set.of(FeatureMode.MFCC_AND_RAW);
  }

  @Override
  public double publishedDropout() {
    return 0.3;
  }

  @Override
  public ModelSpec model(ClipFeatures features, int classes, double dropout) {
    LayerStack stack = new LayerStack(L2);
    ResidualBlocks blocks = new ResidualBlocks(stack);
    FeatureSettings.Frames frames = features.settings().orElseThrow().frames();
    Layer coefficients = blocks.stem(stack.framedInput(features), 64);
    Layer samples = stack.input(KeywordClip.SAMPLES);
    Layer windows = stack.wholeFrames(samples, frames.window(), frames.stride());
    Layer x = stack.concatenate(coefficients, blocks.stem(windows, 96));
    x = blocks.block(x, 160, 1, POOL);
    x = blocks.block(x, 160, 1, POOL);
    for (int channels : new int[] {192, 256, 320, 384}) {
      x = blocks.block(x, channels, 2, POOL);
      x = blocks.block(x, channels, 1, POOL);
    }
    stack.softmaxDense(stack.dropout(stack.globalAverage(x), dropout), classes, true);
    return stack.model("conv_1d_mfcc_and_raw");
  }
}
