package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Uses;
import java.util.Optional;

/**
 * A depthwise convolution and the pointwise one after it, which nobody else reads the first of.
 *
 * @param first the depthwise one
 * @param second the pointwise one, a product by now
 */
record DepthwisePair(Op first, Op second) {
  /** The pair that ends in an operation. */
  static Optional<DepthwisePair> endingIn(Op op, Uses uses) {
    if (!(op.kind() instanceof OpKind.Dense)) {
      return Optional.empty();
    }
    return uses.maker(op.in(0), OpKind.Depthwise.class)
        .filter(depthwise -> uses.onlyUser(depthwise.out()).isPresent())
        .map(depthwise -> new DepthwisePair(depthwise, op))
        .filter(DepthwisePair::fits);
  }

  OpKind.Depthwise depthwise() {
    return (OpKind.Depthwise) first.kind();
  }

  OpKind.Dense dense() {
    return (OpKind.Dense) second.kind();
  }

  /** Channels between the two. */
  int channels() {
    return depthwise().inC() * depthwise().multiplier();
  }

  private boolean fits() {
    return channels() == dense().k() && depthwise().win().outPixels() == dense().m();
  }
}
