package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.Optional;

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
      return unpadded(op, uses, conv.win(), conv.inC())
          .flatMap(
              fused ->
                  fused(op, uses, new OpKind.Conv(fused, conv.inC(), conv.outC(), conv.act())));
    }
    if (op.kind() instanceof OpKind.Depthwise conv && conv.win().taps() > 1) {
      return unpadded(op, uses, conv.win(), conv.inC())
          .flatMap(
              fused ->
                  fused(
                      op,
                      uses,
                      new OpKind.Depthwise(fused, conv.inC(), conv.multiplier(), conv.act())));
    }
    return Optional.empty();
  }

  private static Optional<Rewrite> fused(Op op, Uses uses, OpKind kind) {
    Op pad = uses.maker(op.in(0)).orElseThrow();
    return Rewrite.of(pad.fused(kind, op.withInput(0, pad.in(0)).inputs(), op));
  }

  /** The window over what is padded. */
  private static Optional<SlidingWindow> unpadded(
      Op op, Uses uses, SlidingWindow win, int channels) {
    return uses.maker(op.in(0), OpKind.Pad.class)
        .filter(pad -> ((OpKind.Pad) pad.kind()).value() == 0)
        .flatMap(pad -> Margin.of(pad, win, channels))
        .map(margin -> margin.in(win));
  }

  /**
   * How much of an image a pad added.
   *
   * @param height of what is padded
   * @param width of what is padded
   */
  private record Margin(int height, int width, int top, int left) {
    /** Empty where the pad is none of rows and columns alone. */
    static Optional<Margin> of(Op pad, SlidingWindow win, int channels) {
      Tensor x = pad.in(0);
      Tensor padded = pad.out();
      OpKind.Pad kind = (OpKind.Pad) pad.kind();
      if (x.rank() == 4 && isImage(padded, win, channels)) {
        boolean plane = x.dim(0) == win.batch() && x.dim(3) == channels;
        return plane
            ? Optional.of(
                new Margin(x.dim(1), x.dim(2), kind.before().get(1), kind.before().get(2)))
            : Optional.empty();
      }
      return line(x, padded, kind, win, channels);
    }

    private static boolean isImage(Tensor x, SlidingWindow win, int channels) {
      return x.dim(0) == win.batch()
          && x.dim(1) == win.inH()
          && x.dim(2) == win.inW()
          && x.dim(3) == channels;
    }

    /** A pad of one axis that is the width of an image of one row. */
    private static Optional<Margin> line(
        Tensor x, Tensor padded, OpKind.Pad kind, SlidingWindow win, int channels) {
      int axis = -1;
      for (int i = 0; i < x.rank(); i++) {
        if (x.dim(i) != padded.dim(i)) {
          if (axis >= 0) {
            return Optional.empty();
          }
          axis = i;
        }
      }
      if (axis < 0 || win.inH() != 1) {
        return Optional.empty();
      }
      int outer = 1;
      int inner = 1;
      for (int i = 0; i < x.rank(); i++) {
        outer *= i < axis ? x.dim(i) : 1;
        inner *= i > axis ? x.dim(i) : 1;
      }
      int before = kind.before().get(axis) * inner;
      int length = x.dim(axis) * inner;
      boolean whole = before % channels == 0 && length % channels == 0;
      boolean row = outer == win.batch() && padded.dim(axis) * inner == win.inW() * channels;
      return whole && row
          ? Optional.of(new Margin(1, length / channels, 0, before / channels))
          : Optional.empty();
    }

    SlidingWindow in(SlidingWindow win) {
      return new SlidingWindow(
          win.batch(),
          height,
          width,
          win.outH(),
          win.outW(),
          win.kernelH(),
          win.kernelW(),
          win.strideH(),
          win.strideW(),
          win.dilationH(),
          win.dilationW(),
          win.padTop() + top,
          win.padLeft() + left);
    }
  }
}
