package io.kwsbench.compile.pass;

import io.kwsbench.compile.pass.ZeroMargin.Image;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import io.kwsbench.tensor.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fuses zeros around an image into the padding of the convolution over it: the zeros are never
 * written, and the convolution reads the image itself. Importers and {@code freeze} write such pads
 * where TensorFlow's SAME is not what a model has.
 *
 * <p>Not before a convolution of one tap, which is a matrix product without padding.
 */
final class FusePadding implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (op.kind() instanceof OpKind.Conv conv && conv.win().taps() > 1) {
      return ZeroMargin.before(op, uses)
          .flatMap(margin -> margin.under(conv.win(), conv.inC(), op.in(1).value().isPresent()))
          .map(image -> convolution(op, conv, image));
    }
    if (op.kind() instanceof OpKind.Depthwise conv && conv.win().taps() > 1) {
      return ZeroMargin.before(op, uses)
          .flatMap(margin -> margin.under(conv.win(), conv.inC(), false))
          .map(image -> depthwise(op, conv, image));
    }
    return Optional.empty();
  }

  private static Rewrite convolution(Op op, OpKind.Conv conv, Image image) {
    OpKind kind = new OpKind.Conv(image.win(), image.channels(), conv.outC(), conv.act());
    Op over = op.withInput(0, image.margin().x());
    return fused(
        image,
        image.channels() == conv.inC() ? over : over.withInput(1, kernel(op, conv, image)),
        kind);
  }

  /** The same numbers, with pixels of fewer channels and more of them. */
  private static Tensor kernel(Op op, OpKind.Conv conv, Image image) {
    Shape shape = Shape.of(1, image.win().kernelW(), image.channels(), conv.outC());
    return Tensor.floats(op.in(1).name(), shape, op.in(1).value().orElseThrow().toFloats());
  }

  private static Rewrite depthwise(Op op, OpKind.Depthwise conv, Image image) {
    OpKind kind = new OpKind.Depthwise(image.win(), conv.inC(), conv.multiplier(), conv.act());
    return fused(image, op.withInput(0, image.margin().x()), kind);
  }

  private static Rewrite fused(Image image, Op op, OpKind kind) {
    Set<String> nodes = new LinkedHashSet<>(image.margin().nodes());
    nodes.addAll(op.nodes());
    Op whole = new Op(kind, op.inputs(), op.outputs(), List.copyOf(nodes));
    return new Rewrite(List.of(whole), List.of());
  }
}
