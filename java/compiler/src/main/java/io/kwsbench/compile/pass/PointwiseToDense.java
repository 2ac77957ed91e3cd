package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.Optional;

/** A convolution with one tap, or whose window covers its whole input, is a matrix product. */
final class PointwiseToDense implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof OpKind.Conv conv)) {
      return Optional.empty();
    }
    SlidingWindow win = conv.win();
    boolean covers =
        win.isUnpadded()
            && win.outH() == 1
            && win.outW() == 1
            && win.kernelH() == win.inH()
            && win.kernelW() == win.inW();
    if (!win.isPointwise() && !covers) {
      return Optional.empty();
    }
    int k = win.taps() * conv.inC();
    Tensor weights = op.in(1);
    Tensor matrix =
        Tensor.constant(
            weights.name(), weights.value().orElseThrow().reshaped(Shape.of(k, conv.outC())));
    OpKind dense = new OpKind.Dense(win.outPixels(), k, conv.outC(), conv.act());
    return Rewrite.of(new Op(dense, op.withInput(1, matrix).inputs(), op.outputs(), op.nodes()));
  }
}
