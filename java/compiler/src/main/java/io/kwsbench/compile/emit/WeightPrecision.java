package io.kwsbench.compile.emit;

import io.kwsbench.plan.Precision;
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
   * @param n its columns
   */
  Optional<RoundedWeights> rounded(Op op, float[] weights, int n) {
    Optional<RoundedWeights> rounded = RoundedWeights.of(of(op, weights), weights, n);
    listener.accept(
        rounded
            .map(less -> WeightNoise.of(op.nodes(), weights, less.toFloats()))
            .orElseGet(() -> WeightNoise.none(op.nodes(), weights)));
    return rounded;
  }

  private Precision of(Op op, float[] weights) {
    boolean kept = op.nodes().stream().anyMatch(keptNodes::contains);
    return kept || weights.length < MIN_WEIGHTS ? Precision.FLOAT32 : model;
  }
}
