package io.kwsbench.model;

import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.keras.features.FeatureMode;
import java.util.Set;

/**
 * {@code residual}: ten residual blocks over frames of coefficients or of a spectrum.
 *
 * <p>Time is halved three times; a softmax over the frames weights the last map, whose average
 * decides. Source: {@code conv_1d_log_mfcc_model} and {@code conv_1d_spectrogram_model} of the 2017
 * system, which are the same but for their input.
 */
public final class ResidualArchitecture implements Architecture {
  private static final double L2 = 1e-5;

  @Override
  public String name() {
    return "residual";
  }

  @Override
  public Set<FeatureMode> features() {
    return Set.of(FeatureMode.MFCC, FeatureMode.SPEC);
  }

  @Override
  public double publishedDropout() {
    return 0.2;
  }

  @Override
  public ModelSpec model(ClipFeatures features, int classes, double dropout) {
    LayerStack stack = new LayerStack(L2);
    ResidualBlocks blocks = new ResidualBlocks(stack);
    Layer x = blocks.stem(stack.framedInput(features), 64);
    x = blocks.block(x, 64, 1, 1);
    x = blocks.block(x, 64, 1, 1);
    x = blocks.block(x, 128, 2, 2);
    x = blocks.block(x, 128, 1, 1);
    x = blocks.block(x, 192, 2, 2);
    x = blocks.block(x, 192, 1, 1);
    x = blocks.block(x, 192, 1, 1);
    x = blocks.block(x, 256, 2, 2);
    x = blocks.block(x, 256, 1, 1);
    x = blocks.block(x, 256, 1, 1);
    Layer attention = stack.softmaxOverTime(blocks.separable(x, 1));
    Layer average = stack.globalAverage(stack.multiply(x, attention));
    stack.softmaxDense(stack.dropout(average, dropout), classes, true);
    return stack.model(
        features.mode() == FeatureMode.SPEC ? "conv_1d_spectrogram" : "conv_1d_log_mfcc");
  }
}
