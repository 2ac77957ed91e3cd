package io.kwsbench.rewrite;

import io.kwsbench.graph.Attrs;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;
import java.util.Optional;

/** The window of a convolution, with channels last; its zeros are numbers, not a scheme. */
record ConvWindow(Axis y, Axis x) {
  /**
   * The window along one axis of an image.
   *
   * @param size taps
   * @param before zeros before the axis
   * @param after zeros behind it
   */
  record Axis(int size, int stride, int dilation, int before, int after) {
    /** One tap, which changes nothing along this axis. */
    static final Axis ONE = new Axis(1, 1, 1, 0, 0);

    boolean isUnpadded() {
      return before == 0 && after == 0;
    }

    /** The number of windows; none or less where none fits. */
    int outputs(int length) {
      int span = Math.addExact(Math.multiplyExact(size - 1, dilation), 1);
      return Math.floorDiv(Math.addExact(length, before + after) - span, stride) + 1;
    }

    /** The same with more zeros. */
    Axis padded(int moreBefore, int moreAfter) {
      return new Axis(size, stride, dilation, before + moreBefore, after + moreAfter);
    }

    /** The same with zeros behind the axis for that many windows, where they need any. */
    Axis reaching(int outputs, int length) {
      int last = Math.multiplyExact(outputs - 1, stride) + Math.multiplyExact(size - 1, dilation);
      return new Axis(size, stride, dilation, before, Math.max(0, last + 1 - before - length));
    }
  }

  /** The window of a convolution; empty for what is none, or none that the engine has. */
  static Optional<ConvWindow> of(IrNode conv) {
    boolean whole = conv.op().equals("Conv2D");
    boolean convolves =
        (whole || conv.op().equals("DepthwiseConv2dNative"))
            && ChannelLayout.isProduct(conv.output(0));
    if (!convolves || whole && conv.input(1).dim(2) != conv.input(0).dim(3)) {
      return Optional.empty();
    }
    int[] strides = ChannelLayout.perAxis(conv.attrs(), "strides");
    int[] dilations = ChannelLayout.perAxis(conv.attrs(), "dilations");
    return isFlat(strides) && isFlat(dilations)
        ? Optional.of(
            new ConvWindow(
                axis(conv, 1, strides[1], dilations[1]), axis(conv, 2, strides[2], dilations[2])))
        : Optional.empty();
  }

  /** Returns whether a window takes batches and channels one by one. */
  private static boolean isFlat(int[] perAxis) {
    return perAxis[0] == 1 && perAxis[3] == 1;
  }

  private static Axis axis(IrNode conv, int axis, int stride, int dilation) {
    int size = conv.input(1).dim(axis - 1);
    String padding = conv.attrs().text("padding");
    if (padding.equals("EXPLICIT")) {
      int[] zeros = conv.attrs().integers("explicit_paddings");
      return new Axis(size, stride, dilation, zeros[2 * axis], zeros[2 * axis + 1]);
    }
    int length = conv.input(0).dim(axis);
    PaddedWindow window = new PaddedWindow(size, stride, dilation, padding.equals("SAME"));
    int before = window.paddingBefore(length);
    return new Axis(size, stride, dilation, before, window.padding(length) - before);
  }

  boolean isUnpadded() {
    return y.isUnpadded() && x.isUnpadded();
  }

  int taps() {
    return y.size() * x.size();
  }

  /** A convolution like another, with this window, over another image. */
  Value over(IrBuilder graph, IrNode conv, Value image, Value kernel) {
    Attrs attrs =
        conv.attrs()
            .integers("strides", 1, y.stride(), x.stride(), 1)
            .integers("dilations", 1, y.dilation(), x.dilation(), 1)
            .text("padding", "EXPLICIT")
            .integers(
                "explicit_paddings", 0, 0, y.before(), y.after(), x.before(), x.after(), 0, 0);
    return graph.add(
        conv.op(),
        List.of(image, kernel),
        attrs,
        image.dim(0),
        y.outputs(image.dim(1)),
        x.outputs(image.dim(2)),
        conv.output(0).dim(3));
  }
}
