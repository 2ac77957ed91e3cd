package io.kwsbench.rewrite;

import io.kwsbench.graph.Attrs;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.Set;

/**
 * Checks of an operation before passes change it, because a graph from a file may hold anything.
 */
public final class ChannelLayout {
  private static final Set<String> PRODUCTS = Set.of("Conv2D", "DepthwiseConv2dNative", "MatMul");

  private ChannelLayout() {}

  /** Returns whether channels are the last axis. */
  static boolean hasChannelsLast(IrNode node) {
    return node.attrs().textOr("data_format", "NHWC").equals("NHWC");
  }

  /**
   * Returns whether a window is undilated, has channels last, and is padded as SAME or VALID say.
   */
  static boolean isPlainWindow(IrNode node) {
    Attrs attrs = node.attrs();
    return hasChannelsLast(node)
        && !attrs.text("padding").equals("EXPLICIT")
        && (!attrs.has("dilations")
            || Arrays.stream(attrs.integers("dilations")).allMatch(d -> d == 1));
  }

  /** An attribute with a number for each of the four axes of an image; ones where it is absent. */
  static int[] perAxis(Attrs attrs, String name) {
    int[] values = attrs.has(name) ? attrs.integers(name) : new int[0];
    return values.length == 0 ? new int[] {1, 1, 1, 1} : values;
  }

  /** A convolution or matrix product whose last axis is that of the channels. */
  public static boolean isProduct(Value value) {
    return PRODUCTS.contains(value.node().op())
        && value.type() == DType.FLOAT
        && hasChannelsLast(value.node());
  }

  /** A bias along the last axis. */
  public static boolean isBias(IrNode node) {
    return node.op().equals("BiasAdd") && hasChannelsLast(node);
  }

  /** A constant of floats. */
  public static boolean isFloatConstant(Value value) {
    return value.isConstant() && value.type() == DType.FLOAT;
  }
}
