package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Zeros around a tensor, of which a convolution sees all or the first elements.
 *
 * @param pad makes the zeros
 * @param seen how many elements of the padded tensor the convolution sees
 * @param nodes the graph's nodes that make the zeros
 */
record ZeroMargin(Op pad, int seen, List<String> nodes) {
  /**
   * A convolution over an image without its zeros.
   *
   * @param win the window over the image
   * @param channels of the image; fewer than before where the zeros are a part of a pixel
   */
  record Image(ZeroMargin margin, SlidingWindow win, int channels) {}

  /** The zeros that an operation reads, if it does. */
  static Optional<ZeroMargin> before(Op op, Uses uses) {
    Optional<Op> view = uses.maker(op.in(0), OpKind.View.class).filter(ZeroMargin::isPrefix);
    Tensor padded = view.map(some -> some.in(0)).orElse(op.in(0));
    List<String> nodes = new ArrayList<>();
    return uses.maker(padded, OpKind.Pad.class)
        .filter(pad -> ((OpKind.Pad) pad.kind()).value() == 0)
        .map(
            pad -> {
              nodes.addAll(pad.nodes());
              view.ifPresent(some -> nodes.addAll(some.nodes()));
              return new ZeroMargin(pad, op.in(0).elements(), List.copyOf(nodes));
            });
  }

  private static boolean isPrefix(Op op) {
    OpKind.View view = (OpKind.View) op.kind();
    return view.offset() == 0 && view.dims().size() == 1 && view.strides().get(0) == 1;
  }

  /** What is padded. */
  Tensor x() {
    return pad.in(0);
  }

  /**
   * The convolution over what is padded; empty where the zeros are none of rows and columns alone.
   *
   * @param win the window over the padded image
   * @param channels of the padded image
   * @param mayDivide whether a pixel may become several of fewer channels
   */
  Optional<Image> under(SlidingWindow win, int channels, boolean mayDivide) {
    Tensor padded = pad.out();
    boolean plane =
        x().rank() == 4
            && seen == padded.elements()
            && x().dim(0) == padded.dim(0)
            && x().dim(3) == padded.dim(3)
            && padded.dim(0) == win.batch()
            && padded.dim(1) == win.inH()
            && padded.dim(2) == win.inW()
            && padded.dim(3) == channels;
    return plane ? Optional.of(plane(win, channels)) : line(win, channels, mayDivide);
  }

  private List<Integer> before() {
    return ((OpKind.Pad) pad.kind()).before();
  }

  private Image plane(SlidingWindow win, int channels) {
    SlidingWindow inner =
        new SlidingWindow(
            win.batch(),
            x().dim(1),
            x().dim(2),
            win.outH(),
            win.outW(),
            win.kernelH(),
            win.kernelW(),
            win.strideH(),
            win.strideW(),
            win.dilationH(),
            win.dilationW(),
            win.padTop() + before().get(1),
            win.padLeft() + before().get(2));
    return new Image(this, inner, channels);
  }

  /** Zeros in front of and behind the one row of an image. */
  private Optional<Image> line(SlidingWindow win, int channels, boolean mayDivide) {
    int[] axes =
        IntStream.range(0, x().rank()).filter(i -> x().dim(i) != pad.out().dim(i)).toArray();
    boolean row = win.batch() == 1 && win.inH() == 1 && win.kernelH() == 1 && win.padTop() == 0;
    if (axes.length != 1 || !row || seen != win.inW() * channels) {
      return Optional.empty();
    }
    boolean cut = seen < pad.out().elements();
    if (cut && !win.isUnpadded()) {
      return Optional.empty(); // what was cut off would be seen again
    }
    int outer = IntStream.range(0, axes[0]).map(x()::dim).reduce(1, (a, b) -> a * b);
    int inner = x().elements() / Math.max(1, outer * x().dim(axes[0]));
    return outer == 1
        ? divided(win, channels, before().get(axes[0]) * inner, mayDivide)
        : Optional.empty();
  }

  private Optional<Image> divided(SlidingWindow win, int channels, int zeros, boolean mayDivide) {
    int length = x().elements();
    int pixel = gcd(gcd(zeros, length), channels);
    int parts = channels / pixel;
    if (parts > 1 && (!mayDivide || win.dilationW() > 1)) {
      return Optional.empty();
    }
    SlidingWindow inner =
        new SlidingWindow(
            1,
            1,
            length / pixel,
            1,
            win.outW(),
            1,
            win.kernelW() * parts,
            1,
            win.strideW() * parts,
            1,
            win.dilationW(),
            0,
            win.padLeft() * parts + zeros / pixel);
    return Optional.of(new Image(this, inner, pixel));
  }

  private static int gcd(int a, int b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValueExact();
  }
}
