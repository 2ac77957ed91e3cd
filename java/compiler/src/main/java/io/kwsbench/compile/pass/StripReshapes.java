package io.kwsbench.compile.pass;

import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.compile.ir.Uses;
import java.util.List;
import java.util.Optional;

/**
 * Reads through reshapes ({@code ExpandDims}, {@code Squeeze}, {@code Reshape}): operations whose
 * kind tells all sizes do not care how their inputs are shaped.
 */
final class StripReshapes implements Rule {
  private static boolean tellsSizes(Kind kind) {
    return !(kind instanceof Kind.Binary
        || kind instanceof Kind.Select
        || kind instanceof Kind.Pad
        || kind instanceof Kind.Concat
        || kind instanceof Kind.SpaceToBatch
        || kind instanceof Kind.BatchToSpace
        || kind instanceof Kind.Cast
        || kind instanceof Kind.Spectrogram
        || kind instanceof Kind.Mfcc
        || kind instanceof Kind.AudioMfcc);
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
    return uses.maker(tensor, Kind.Reshape.class).map(op -> op.in(0)).orElse(tensor);
  }
}
