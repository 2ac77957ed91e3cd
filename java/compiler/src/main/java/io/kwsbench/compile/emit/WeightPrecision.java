package io.kwsbench.compile.emit;

import io.kwsbench.plan.Precision;
import io.kwsbench.program.Op;
import java.util.Set;

/**
 * The precision of each operation's weights.
 *
 * @param model what is asked for
 * @param keptNodes graph nodes that keep floats
 */
public record WeightPrecision(Precision model, Set<String> keptNodes) {
  /**
   * Fewer weights than this stay floats: they are few bytes, and often of the first layer, which
   * hears the sound itself.
   */
  private static final int MIN_WEIGHTS = 4096;

  /** Weights as the graph has them. */
  public static final WeightPrecision FLOAT32 = new WeightPrecision(Precision.FLOAT32, Set.of());

  public WeightPrecision {
    keptNodes = Set.copyOf(keptNodes);
  }

  /** The precision of an operation's matrix of weights. */
  Precision of(Op op, float[] weights) {
    boolean kept = op.nodes().stream().anyMatch(keptNodes::contains);
    return kept || weights.length < MIN_WEIGHTS ? Precision.FLOAT32 : model;
  }
}
