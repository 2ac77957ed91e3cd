package io.kwsbench.rewrite.quantize;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.levels.LevelScale;
import io.kwsbench.rewrite.levels.Multiplier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The weights of a block as levels with a scale for each channel, and what puts their sums on the
 * result's scale.
 *
 * @param levels whole numbers from −127 to 127, shaped as the weights
 * @param bias a whole number for each channel, on the scale of the sums
 * @param factors of the sums, for each channel
 */
record IntegerWeights(Literal levels, long[] bias, List<Multiplier> factors) {
  private static final int MAX_LEVEL = 127;

  /** Sums that shifts may not exceed: the engine has 32 bits. */
  private static final double MAX_SUM = 1L << 31;

  /** A bias may be this large, so that sums with it have room. */
  private static final double MAX_BIAS = 1 << 29;

  /** Empty where sums would not fit into 32 bits, or a factor is none of theirs. */
  static Optional<IntegerWeights> of(Block block, LevelScale in, LevelScale out) {
    return new Rounding(block, in, out).made();
  }

  boolean hasBias() {
    return Arrays.stream(bias).anyMatch(term -> term != 0);
  }

  /** The scales of the channels of a block, and what they make of it. */
  private static final class Rounding {
    private final Block block;
    private final LevelScale in;
    private final LevelScale out;
    private final float[] weights;
    private final float[] biases;
    private final int channels;

    Rounding(Block block, LevelScale in, LevelScale out) {
      this.block = block;
      this.in = in;
      this.out = out;
      this.weights = block.weights().toFloats();
      this.biases = block.biases();
      this.channels = block.channels();
    }

    Optional<IntegerWeights> made() {
      float[] scales = scales();
      long[] bias = new long[channels];
      List<Multiplier> factors = new ArrayList<>();
      double[] sums = new double[channels];
      float[] levels = levels(scales, sums);
      for (int c = 0; c < channels; c++) {
        double unit = (double) in.scale() * scales[c];
        double factor = unit / out.scale();
        if (!(factor > 0 && factor < MAX_BIAS && unit > 0)) {
          return Optional.empty();
        }
        bias[c] = Multiplier.awayFromZero(biases[c] / unit);
        factors.add(Multiplier.of(factor));
        double most = sums[c] * in.reach() + Math.abs(bias[c]);
        if (Math.scalb(most, factors.get(c).left()) >= MAX_SUM) {
          return Optional.empty();
        }
      }
      return Optional.of(
          new IntegerWeights(Literal.of(levels, block.weights().dims()), bias, factors));
    }

    /** The largest weight is the last level; where the bias needs it, the scale is coarser. */
    private float[] scales() {
      float[] scales = new float[channels];
      for (int i = 0; i < weights.length; i++) {
        scales[i % channels] = Math.max(scales[i % channels], Math.abs(weights[i]));
      }
      for (int c = 0; c < channels; c++) {
        double least = Math.abs(biases[c]) / (MAX_BIAS * in.scale());
        float own = scales[c] == 0 ? out.scale() : scales[c] / MAX_LEVEL;
        scales[c] = Math.max(Math.max(own, (float) least), Float.MIN_NORMAL);
      }
      return scales;
    }

    /** Levels, of whose sizes the sums are kept. */
    private float[] levels(float[] scales, double[] sums) {
      float[] levels = new float[weights.length];
      for (int i = 0; i < weights.length; i++) {
        int c = i % channels;
        long level = Multiplier.awayFromZero((double) weights[i] / scales[c]);
        levels[i] = Math.max(-MAX_LEVEL, Math.min(MAX_LEVEL, level));
        sums[c] += Math.abs(levels[i]);
      }
      return levels;
    }
  }
}
