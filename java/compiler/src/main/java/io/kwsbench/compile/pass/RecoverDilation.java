package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.SlidingWindow;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.List;
import java.util.Optional;

/**
 * TensorFlow 1 spells a dilated convolution {@code SpaceToBatchND}, a convolution without padding,
 * {@code BatchToSpaceND}: this is the convolution itself, dilated by the blocks.
 */
final class RecoverDilation implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof OpKind.BatchToSpace back)) {
      return Optional.empty();
    }
    Optional<Op> middle = through(op.in(0), uses);
    Optional<Op> start = middle.flatMap(conv -> through(conv.in(0), uses));
    if (start.isEmpty() || !(start.get().kind() instanceof OpKind.SpaceToBatch there)) {
      return Optional.empty();
    }
    Optional<SlidingWindow> inner = window(middle.get().kind());
    return inner
        .filter(win -> win.isUnpadded() && win.strideH() == 1 && win.strideW() == 1)
        .filter(win -> isOf(win, channels(middle.get().kind()), start.get().out()))
        .filter(win -> makes(win, op.in(0)))
        .filter(win -> there.block().equals(back.block()))
        .flatMap(win -> dilated(win, there, back, start.get().in(0), op.out()))
        .map(win -> rewrite(win, start.get(), middle.get(), op));
  }

  /** The operation that makes a tensor, through a reshape, if it has no other user. */
  private static Optional<Op> through(Tensor tensor, Uses uses) {
    Optional<Op> maker = uses.maker(tensor).filter(m -> uses.onlyUser(tensor).isPresent());
    return maker.isPresent() && maker.get().kind() instanceof OpKind.Reshape
        ? through(maker.get().in(0), uses)
        : maker;
  }

  private static Optional<SlidingWindow> window(OpKind kind) {
    if (kind instanceof OpKind.Conv conv) {
      return Optional.of(conv.win());
    }
    return kind instanceof OpKind.Depthwise depthwise
        ? Optional.of(depthwise.win())
        : Optional.empty();
  }

  /** Channels that a convolution reads. */
  private static int channels(OpKind kind) {
    return kind instanceof OpKind.Conv conv ? conv.inC() : ((OpKind.Depthwise) kind).inC();
  }

  /**
   * Returns whether a window slides over the very blocks; a reshape may have made other rows of
   * them.
   */
  private static boolean isOf(SlidingWindow win, int channels, Tensor blocks) {
    return pixels(blocks).equals(List.of(win.batch(), win.inH(), win.inW()))
        && blocks.dim(-1) == channels;
  }

  /** Returns whether what a window makes goes back as it is. */
  private static boolean makes(SlidingWindow win, Tensor blocks) {
    return pixels(blocks).equals(List.of(win.batch(), win.outH(), win.outW()));
  }

  /** Batch, height and width; one block is along the width, the height is 1. */
  private static List<Integer> pixels(Tensor blocks) {
    return switch (blocks.rank()) {
      case 3 -> List.of(blocks.dim(0), 1, blocks.dim(1));
      case 4 -> List.of(blocks.dim(0), blocks.dim(1), blocks.dim(2));
      default -> List.of();
    };
  }

  private static Optional<SlidingWindow> dilated(
      SlidingWindow win,
      OpKind.SpaceToBatch there,
      OpKind.BatchToSpace back,
      Tensor in,
      Tensor out) {
    int axes = there.block().size();
    if (axes > 2 || in.rank() != axes + 2 || out.rank() != axes + 2) {
      return Optional.empty();
    }
    boolean both = axes == 2;
    int bh = both ? there.block().get(0) : 1;
    int bw = there.block().get(axes - 1);
    int cropTop = both ? back.crops().get(0) : 0;
    int cropLeft = back.crops().get(2 * axes - 2);
    if (cropTop != 0 || cropLeft != 0 || !both && win.kernelH() != 1) {
      return Optional.empty();
    }
    return Optional.of(
        new SlidingWindow(
            in.dim(0),
            both ? in.dim(1) : 1,
            in.dim(axes),
            both ? out.dim(1) : 1,
            out.dim(axes),
            win.kernelH(),
            win.kernelW(),
            1,
            1,
            win.dilationH() * bh,
            win.dilationW() * bw,
            both ? there.pads().get(0) : 0,
            there.pads().get(2 * axes - 2)));
  }

  private static Rewrite rewrite(SlidingWindow win, Op start, Op middle, Op op) {
    OpKind kind;
    if (middle.kind() instanceof OpKind.Conv conv) {
      kind = new OpKind.Conv(win, conv.inC(), conv.outC(), conv.act());
    } else {
      OpKind.Depthwise d = (OpKind.Depthwise) middle.kind();
      kind = new OpKind.Depthwise(win, d.inC(), d.multiplier(), d.act());
    }
    Op conv = start.fused(kind, middle.withInput(0, start.in(0)).inputs(), middle);
    return new Rewrite(List.of(conv.fused(kind, conv.inputs(), op)), List.of(start, middle));
  }
}
