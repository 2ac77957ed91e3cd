package io.kwsbench.compile.pass;

import io.kwsbench.graph.Literal;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.Optional;

/**
 * Composes a depthwise convolution of few channels and the pointwise one after it into one whole
 * convolution, whose weights are their product. With four channels a vector of the depthwise pass
 * is mostly empty, and one product costs less than two.
 *
 * <p>Only where nothing but a bias stands between them.
 */
final class ComposeDepthwisePointwise implements Rule {
  /** Lanes of the widest vectors: what a depthwise pass takes at once. */
  private static final int LANES = 16;

  /** The cost of a tap of the depthwise pass, in multiply-adds of the product. */
  private static final int TAP_COST = 3;

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    return DepthwisePair.endingIn(op, uses)
        .filter(ComposeDepthwisePointwise::pays)
        .map(pair -> composed(pair.first(), pair.depthwise(), op, pair.dense()));
  }

  private static boolean pays(DepthwisePair pair) {
    OpKind.Depthwise first = pair.depthwise();
    int channels = pair.channels();
    long panels = vectors(pair.dense().n());
    long whole = (long) first.win().taps() * first.inC() * panels;
    long apart = (long) TAP_COST * first.win().taps() * vectors(channels) + channels * panels;
    return first.act().isIdentity() && whole <= apart;
  }

  private static long vectors(int floats) {
    return (floats + LANES - 1) / LANES;
  }

  private static Rewrite composed(Op depthwise, OpKind.Depthwise first, Op op, OpKind.Dense dense) {
    int n = dense.n();
    int multiplier = first.multiplier();
    Literal taps = depthwise.in(1).value().orElseThrow();
    Literal matrix = op.in(1).value().orElseThrow();
    float[] weights = new float[first.win().taps() * first.inC() * n];
    for (int i = 0; i < weights.length; i++) {
      int tapChannel = i / n;
      double sum = 0;
      for (int m = 0; m < multiplier; m++) {
        int row = tapChannel % first.inC() * multiplier + m;
        sum += taps.real(tapChannel * multiplier + m) * matrix.real(row * n + i % n);
      }
      weights[i] = (float) sum;
    }
    Shape shape = Shape.of(first.win().kernelH(), first.win().kernelW(), first.inC(), n);
    Op conv =
        op.withInput(0, depthwise.in(0))
            .withInput(1, Tensor.floats(op.in(1).name(), shape, weights))
            .withInput(2, bias(depthwise.in(2), op, matrix, n));
    OpKind kind = new OpKind.Conv(first.win(), first.inC(), n, dense.act());
    return Rewrite.of(depthwise.fused(kind, conv.inputs(), op), depthwise).orElseThrow();
  }

  /** The bias of both: the first one's goes through the product. */
  private static Tensor bias(Tensor inner, Op op, Literal matrix, int n) {
    if (!inner.isPresent()) {
      return op.in(2);
    }
    Literal first = inner.value().orElseThrow();
    Optional<Literal> second = op.in(2).value();
    float[] sums = new float[n];
    for (int c = 0; c < n; c++) {
      double sum = second.isPresent() ? second.get().real(c) : 0;
      for (int row = 0; row < first.size(); row++) {
        sum += first.real(row) * matrix.real(row * n + c);
      }
      sums[c] = (float) sum;
    }
    return Tensor.floats(op.in(1).name() + "/bias", Shape.of(n), sums);
  }
}
