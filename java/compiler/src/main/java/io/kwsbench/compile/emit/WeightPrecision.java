package io.kwsbench.compile.emit;

import io.kwsbench.plan.Precision;
import io.kwsbench.plan.Product;
import io.kwsbench.program.Op;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The precision of each operation's weights.
 *
 * @param model what is asked for
 * @param keptNodes graph nodes that keep floats
 * @param listener told what became of each operation's weights
 */
public record WeightPrecision(
    Precision model, Set<String> keptNodes, Consumer<WeightNoise> listener) {
  /** Fewer weights than this stay floats: they are few bytes. */
  private static final int MIN_WEIGHTS = 4096;

  /** Weights as the graph has them. */
  public static final WeightPrecision FLOAT32 =
      new WeightPrecision(Precision.FLOAT32, Set.of(), noise -> {});

  public WeightPrecision {
    keptNodes = Set.copyOf(keptNodes);
  }

  /**
   * An operation's matrix of weights in fewer bits; empty where it stays as it is.
   *
   * @param product what the operation multiplies
   * @param hears whether its input is the samples
   */
  Optional<RoundedWeights> rounded(Op op, float[] weights, Product product, boolean hears) {
    Optional<RoundedWeights> rounded =
        RoundedWeights.of(of(op, weights, product, hears), weights, product.n());
    listener.accept(
        rounded
            .map(less -> WeightNoise.of(op.nodes(), weights, less.toFloats()))
            .orElseGet(() -> WeightNoise.none(op.nodes(), weights)));
    return rounded;
  }

  private Precision of(Op op, float[] weights, Product product, boolean hears) {
    boolean kept = op.nodes().stream().anyMatch(keptNodes::contains);
    if (kept || weights.length < MIN_WEIGHTS) {
      return Precision.FLOAT32;
    }
    return model == Precision.BF16 ? bfloat16(weights, product, hears) : model;
  }

  /**
   * Samples have 16 bits and stay what they are. A product of one row waits for its weights,
   * whatever it computes with; whole numbers may be those of a model that computes with integers.
   */
  private static Precision bfloat16(float[] weights, Product product, boolean hears) {
    if (hears) {
      return Precision.FLOAT32;
    }
    boolean floats = product.m() == 1 || RoundedWeights.isWhole(weights);
    return floats ? Precision.WEIGHTS16 : Precision.BF16;
  }
}
