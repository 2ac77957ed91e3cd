package io.kwsbench.compile.pass;

import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Uses;
import java.util.Optional;

/**
 * A depthwise convolution and the pointwise one after it, which nobody else reads the first of.
 *
 * @param first the depthwise one
 * @param second the pointwise one, a product by now
 */
record DepthwisePointwise(Op first, Op second) {
  /** The pair that ends in an operation. */
  static Optional<DepthwisePointwise> endingIn(Op op, Uses uses) {
    if (!(op.kind() instanceof Kind.Dense)) {
      return Optional.empty();
    }
    return uses.maker(op.in(0), Kind.Depthwise.class)
        .filter(depthwise -> uses.onlyUser(depthwise.out()).isPresent())
        .map(depthwise -> new DepthwisePointwise(depthwise, op))
        .filter(DepthwisePointwise::fits);
  }

  Kind.Depthwise depthwise() {
    return (Kind.Depthwise) first.kind();
  }

  Kind.Dense dense() {
    return (Kind.Dense) second.kind();
  }

  /** Channels between the two. */
  int channels() {
    return depthwise().inC() * depthwise().multiplier();
  }

  private boolean fits() {
    return channels() == dense().k() && depthwise().win().outPixels() == dense().m();
  }
}
