package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ConvWindow.Axis;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes zeros around an image the padding of the convolution over it: the zeros are never written.
 * Importers and {@code freeze} write such pads where TensorFlow's SAME is not what a model has.
 *
 * <p>Not before a convolution of one tap, which is a matrix product without padding.
 */
final class Margins extends Rewrite {
  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    Optional<ConvWindow> window = ConvWindow.of(node).filter(w -> w.taps() > 1);
    if (window.isEmpty()) {
      return null;
    }
    Value x = inputs.get(0);
    int[] zeros = zeros(x);
    boolean plane = zeros.length == 8 && zeros[0] + zeros[1] + zeros[6] + zeros[7] == 0;
    Value over =
        plane ? plane(window.get(), node, inputs, zeros) : line(window.get(), node, inputs);
    return over != null && over.hasShape(node.output(0).shape()) ? List.of(over) : null;
  }

  /** Zeros before and behind each axis of what is padded; none where no zeros are put around. */
  private static int[] zeros(Value x) {
    boolean pads = x.isFrom("Pad") || x.isFrom("PadV2") && isZero(x.node().input(2));
    return pads && x.node().input(1).isConstant()
        ? x.node().input(1).node().constant().toInts()
        : new int[0];
  }

  private static boolean isZero(Value value) {
    return value.isConstant() && value.size() == 1 && value.node().constant().real(0) == 0;
  }

  private Value plane(ConvWindow window, IrNode node, List<Value> inputs, int[] zeros) {
    graph().absorb(inputs.get(0).node());
    Axis y = window.y().padded(zeros[2], zeros[3]);
    Axis x = window.x().padded(zeros[4], zeros[5]);
    Value image = inputs.get(0).node().input(0);
    return new ConvWindow(y, x).over(graph(), node, image, inputs.get(1));
  }

  /**
   * Zeros in front of and behind the one row of an image, of which the convolution sees all or the
   * first elements.
   */
  private Value line(ConvWindow window, IrNode node, List<Value> inputs) {
    Value row = inputs.get(0);
    boolean single =
        row.dim(0) == 1 && row.dim(1) == 1 && window.y().size() == 1 && window.y().isUnpadded();
    Value seen = Views.unshaped(row);
    boolean cut = single && isPrefix(seen);
    Value padded = cut ? Views.unshaped(seen.node().input(0)) : seen;
    // what was cut off would be seen again
    if (!single || cut && !window.isUnpadded() || zeros(padded).length == 0) {
      return null;
    }
    int[] zeros = zeros(padded);
    Value samples = padded.node().input(0);
    int[] axes =
        IntStream.range(0, samples.rank())
            .filter(i -> zeros[2 * i] + zeros[2 * i + 1] > 0)
            .toArray();
    int outer = axes.length == 1 ? product(samples, 0, axes[0]) : 0;
    if (outer != 1) {
      return null;
    }
    int before = zeros[2 * axes[0]] * product(samples, axes[0] + 1, samples.rank());
    graph().absorb(padded.node());
    return divided(window.x(), node, inputs, samples, before);
  }

  private static int product(Value x, int from, int to) {
    return IntStream.range(from, to).map(x::dim).reduce(1, Math::multiplyExact);
  }

  private static boolean isPrefix(Value value) {
    return value.isFrom("Slice")
        && value.rank() == 1
        && value.node().input(1).isConstant()
        && value.node().input(1).node().constant().integer(0) == 0;
  }

  /** Divides pixels into several of fewer channels where the zeros are a part of a pixel. */
  private Value divided(Axis window, IrNode node, List<Value> inputs, Value samples, int before) {
    int channels = inputs.get(0).dim(3);
    int length = samples.size();
    int pixel = gcd(gcd(before, length), channels);
    if (pixel == 0) {
      return null;
    }
    int parts = channels / pixel;
    Value kernel = inputs.get(1);
    boolean divides = node.op().equals("Conv2D") && kernel.isConstant() && window.dilation() == 1;
    if (parts > 1 && !divides) {
      return null;
    }
    if (parts > 1) {
      int[] shape = {1, kernel.dim(1) * parts, pixel, kernel.dim(3)};
      kernel = graph().constant("kernel", kernel.node().constant().reshaped(shape));
    }
    Axis axis =
        new Axis(
                window.size() * parts,
                window.stride() * parts,
                window.dilation(),
                window.before() * parts + before / pixel,
                0)
            .reaching(node.output(0).dim(2), length / pixel);
    Value image = graph().arrays().reshape(samples, 1, 1, length / pixel, pixel);
    return new ConvWindow(Axis.ONE, axis).over(graph(), node, image, kernel);
  }

  private static int gcd(int a, int b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValueExact();
  }
}
