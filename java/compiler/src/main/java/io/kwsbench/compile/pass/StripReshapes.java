package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.List;
import java.util.Optional;

/**
 * Reads through reshapes ({@code ExpandDims}, {@code Squeeze}, {@code Reshape}): operations whose
 * kind tells all sizes do not care how their inputs are shaped.
 */
final class StripReshapes implements Rule {
  private static boolean tellsSizes(OpKind kind) {
    return !(kind instanceof OpKind.Binary
        || kind instanceof OpKind.Select
        || kind instanceof OpKind.Pad
        || kind instanceof OpKind.Concat
        || kind instanceof OpKind.Cast
        || kind instanceof OpKind.Spectrogram
        || kind instanceof OpKind.Mfcc
        || kind instanceof OpKind.AudioMfcc);
  }

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!tellsSizes(op.kind())) {
      return Optional.empty();
    }
    List<Tensor> inputs = op.inputs().stream().map(input -> source(input, uses)).toList();
    return inputs.equals(op.inputs()) ? Optional.empty() : Rewrite.of(op.withInputs(inputs));
  }

  private static Tensor source(Tensor tensor, Uses uses) {
    return uses.maker(tensor, OpKind.Reshape.class).map(op -> op.in(0)).orElse(tensor);
  }
}
