package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ConvWindow.Axis;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * TensorFlow 1 spells a dilated convolution {@code SpaceToBatchND}, a convolution without padding,
 * {@code BatchToSpaceND}: this is the convolution itself, dilated by the blocks. Bias and
 * activation may stand before the way back.
 */
final class Dilations extends Rewrite {
  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    if (!node.op().equals("BatchToSpaceND")) {
      return null;
    }
    Deque<IrNode> between = new ArrayDeque<>();
    Value old = node.input(0);
    Value made = inputs.get(0);
    while (usedOnce(old) && made.isFrom(old.node().op()) && passesOn(made)) {
      between.push(made.node());
      old = old.node().input(0);
      made = made.node().input(0);
    }
    IrNode conv = made.node();
    Optional<ConvWindow> window = usedOnce(old) ? ConvWindow.of(conv) : Optional.empty();
    Value whole =
        window.isPresent() && isOfBlocks(window.get(), conv, node) && seesChannelsOf(conv, between)
            ? dilated(window.get(), conv, node)
            : null;
    return whole == null ? null : List.of(after(whole, between, node));
  }

  private static boolean passesOn(Value x) {
    return Views.isView(x) || ByChannel.works(x.node(), x.node().inputs());
  }

  /** Returns whether operations work on a convolution's channels, which a reshape may regroup. */
  private static boolean seesChannelsOf(IrNode conv, Deque<IrNode> between) {
    int channels = conv.output(0).dim(-1);
    return between.stream()
        .filter(node -> !Views.isView(node.output(0)))
        .allMatch(node -> node.input(0).rank() > 0 && node.input(0).dim(-1) == channels);
  }

  /** The numbers of a constant input; none where the input is not constant. */
  private static int[] ints(IrNode node, int input) {
    Value constant = node.input(input);
    return constant.isConstant() ? constant.node().constant().toInts() : new int[0];
  }

  /**
   * Returns whether a window slides over the very blocks, and what it makes goes back as it is; a
   * reshape may have made other rows of them.
   */
  private static boolean isOfBlocks(ConvWindow window, IrNode conv, IrNode back) {
    Value blocks = Views.unshaped(conv.input(0));
    return blocks.isFrom("SpaceToBatchND")
        && window.isUnpadded()
        && window.y().stride() == 1
        && window.x().stride() == 1
        && Arrays.equals(pixels(blocks), pixels(conv.input(0)))
        && blocks.dim(-1) == conv.input(0).dim(-1)
        && Arrays.equals(pixels(conv.output(0)), pixels(back.input(0)))
        && ints(blocks.node(), 1).length <= 2
        && Arrays.equals(ints(blocks.node(), 1), ints(back, 1));
  }

  /** Batch, height and width; one block is along the width, the height is 1. */
  private static int[] pixels(Value image) {
    return switch (image.rank()) {
      case 3 -> new int[] {image.dim(0), 1, image.dim(1)};
      case 4 -> new int[] {image.dim(0), image.dim(1), image.dim(2)};
      default -> new int[0];
    };
  }

  /** The convolution over the whole image; null where something before the image is cut off. */
  private Value dilated(ConvWindow window, IrNode conv, IrNode back) {
    IrNode there = Views.unshaped(conv.input(0)).node();
    Value x = there.input(0);
    int[] block = ints(there, 1);
    int[] pads = ints(there, 2);
    int[] crops = ints(back, 2);
    int axes = block.length;
    boolean fits =
        axes > 0
            && pads.length == 2 * axes
            && crops.length == 2 * axes
            && crops[0] == 0
            && crops[2 * axes - 2] == 0
            && x.rank() == axes + 2
            && (axes == 2 || window.y().size() == 1);
    if (!fits) {
      return null;
    }
    int[] to = pixels(back.output(0));
    int last = axes - 1;
    Axis y = axes == 1 ? Axis.ONE : axis(window.y(), block[0], pads[0], to[1], x.dim(1));
    Axis width = axis(window.x(), block[last], pads[2 * last], to[2], x.dim(axes));
    graph().absorb(conv);
    graph().absorb(there);
    Value image = axes == 1 ? graph().arrays().reshape(x, x.dim(0), 1, x.dim(1), x.dim(2)) : x;
    Value whole = new ConvWindow(y, width).over(graph(), conv, image, conv.input(1));
    return Arrays.equals(pixels(whole), to) ? whole : null;
  }

  private static Axis axis(Axis small, int block, int before, int outputs, int length) {
    int dilation = Math.multiplyExact(small.dilation(), block);
    return new Axis(small.size(), 1, dilation, before, 0).reaching(outputs, length);
  }

  /** The nodes between the convolution and the way back, applied to the new convolution. */
  private Value after(Value conv, Deque<IrNode> between, IrNode back) {
    Value value = conv;
    for (IrNode node : between) {
      if (!Views.isView(node.output(0))) {
        graph().setOrigins(node.origins());
        value = ByChannel.again(graph(), node, node.inputs(), value);
      }
    }
    int[] shape = back.output(0).shape();
    return value.hasShape(shape) ? value : graph().arrays().reshape(value, shape);
  }
}
