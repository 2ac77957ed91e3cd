package io.kwsbench.graph.shape;

import io.kwsbench.graph.Node;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Convolutions, poolings and patches. */
final class WindowRules {
  private WindowRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.put("Conv2D", call -> convolution(call, false));
    rules.put("DepthwiseConv2dNative", call -> convolution(call, true));
    rules.put("MaxPool", WindowRules::pool);
    rules.put("AvgPool", WindowRules::pool);
    rules.put("ExtractImagePatches", WindowRules::patches);
    rules.put("FusedBatchNorm", WindowRules::batchNorm);
    rules.put("FusedBatchNormV2", WindowRules::batchNorm);
    rules.put("FusedBatchNormV3", WindowRules::batchNorm);
    rules.put("BatchNormWithGlobalNormalization", call -> List.of(call.in(0).withoutValue()));
    rules.put("SpaceToBatchND", WindowRules::spaceToBatch);
    rules.put("BatchToSpaceND", WindowRules::batchToSpace);
    return rules;
  }

  private static boolean channelsFirst(OpCall call) {
    return call.node().stringAttr("data_format", "NHWC").equals("NCHW");
  }

  /** An attribute with a number for each of the four axes; 1 where it is absent. */
  private static long[] perAxis(OpCall call, String attr) {
    long[] values = call.node().intsAttr(attr);
    if (values.length == 0) {
      return new long[] {1, 1, 1, 1};
    }
    if (values.length != 4) {
      throw call.bad(attr + " has " + values.length + " numbers, not 4");
    }
    return values;
  }

  private static WindowAxis window(OpCall call, long in, long k, long s, long d, int axis) {
    Node node = call.node();
    String padding = node.stringAttr("padding", "");
    try {
      if (k < 0) {
        return new WindowAxis(-1, 0);
      }
      long[] pads = node.intsAttr("explicit_paddings");
      if (padding.equals("EXPLICIT") && pads.length == 8) {
        return WindowAxis.explicit(in, k, s, d, pads[2 * axis], pads[2 * axis + 1]);
      }
      return WindowAxis.along(in, k, s, d, padding);
    } catch (IllegalArgumentException e) {
      throw call.bad(e.getMessage());
    }
  }

  private static List<TensorInfo> convolution(OpCall call, boolean depthwise) {
    Shape in = call.ranked(0, 4);
    Shape filter = call.ranked(1, 4);
    boolean first = channelsFirst(call);
    long[] strides = perAxis(call, "strides");
    long[] dilations = perAxis(call, "dilations");
    int h = first ? 2 : 1;
    long channels = in.dim(first ? 1 : 3);
    if (channels >= 0 && filter.dim(2) >= 0) {
      boolean fits =
          depthwise
              ? channels == filter.dim(2)
              : filter.dim(2) > 0 && channels % filter.dim(2) == 0;
      if (!fits) {
        throw call.bad("a filter " + filter + " for " + channels + " channels");
      }
    }
    long out = filter.dim(3);
    if (depthwise) {
      out = out < 0 || filter.dim(2) < 0 ? -1 : Math.multiplyExact(out, filter.dim(2));
    }
    WindowAxis rows = window(call, in.dim(h), filter.dim(0), strides[h], dilations[h], h);
    WindowAxis cols =
        window(call, in.dim(h + 1), filter.dim(1), strides[h + 1], dilations[h + 1], h + 1);
    return List.of(
        TensorInfo.of(
            call.dtype(0), WindowAxis.nhwc(first, in.dim(0), rows.out(), cols.out(), out)));
  }

  private static List<TensorInfo> pool(OpCall call) {
    Shape in = call.ranked(0, 4);
    boolean first = channelsFirst(call);
    long[] k = perAxis(call, "ksize");
    long[] s = perAxis(call, "strides");
    int h = first ? 2 : 1;
    int c = first ? 1 : 3;
    if (k[0] != 1 || k[c] != 1 || s[0] != 1 || s[c] != 1) {
      throw call.bad("pools over batch or channels");
    }
    WindowAxis rows = window(call, in.dim(h), k[h], s[h], 1, h);
    WindowAxis cols = window(call, in.dim(h + 1), k[h + 1], s[h + 1], 1, h + 1);
    return List.of(
        TensorInfo.of(
            call.dtype(0), WindowAxis.nhwc(first, in.dim(0), rows.out(), cols.out(), in.dim(c))));
  }

  private static List<TensorInfo> patches(OpCall call) {
    Shape in = call.ranked(0, 4);
    long[] k = perAxis(call, "ksizes");
    long[] s = perAxis(call, "strides");
    long[] r = perAxis(call, "rates");
    WindowAxis rows = window(call, in.dim(1), k[1], s[1], r[1], 1);
    WindowAxis cols = window(call, in.dim(2), k[2], s[2], r[2], 2);
    long depth = in.dim(3) < 0 ? -1 : Math.multiplyExact(in.dim(3), k[1] * k[2]);
    return List.of(
        TensorInfo.of(call.dtype(0), Shape.of(in.dim(0), rows.out(), cols.out(), depth)));
  }

  private static List<TensorInfo> batchNorm(OpCall call) {
    Shape channels = call.ranked(1, 1);
    TensorInfo perChannel = TensorInfo.of(DType.FLOAT, channels);
    TensorInfo none = TensorInfo.of(DType.FLOAT, Shape.UNKNOWN);
    Shape in = call.ranked(0, 4);
    long c = in.dim(channelsFirst(call) ? 1 : 3);
    if (c >= 0 && channels.dim(0) >= 0 && c != channels.dim(0)) {
      throw call.bad("normalizes " + c + " channels with " + channels.dim(0) + " scales");
    }
    return List.of(call.in(0).withoutValue(), perChannel, perChannel, perChannel, perChannel, none);
  }

  private static List<TensorInfo> spaceToBatch(OpCall call) {
    Shape in = call.shape(0);
    if (!in.hasRank() || call.ints(1).isEmpty() || call.ints(2).isEmpty()) {
      return List.of(TensorInfo.of(call.dtype(0), in.hasRank() ? Shape.unknown(in.rank()) : in));
    }
    long[] block = call.ints(1).get();
    long[] pads = call.ints(2).get();
    blockFits(call, in, block, pads);
    long[] dims = in.dims();
    for (int i = 0; i < block.length; i++) {
      long padded = dims[i + 1] < 0 ? -1 : dims[i + 1] + pads[2 * i] + pads[2 * i + 1];
      if (padded >= 0 && padded % block[i] != 0) {
        throw call.bad(padded + " elements in blocks of " + block[i]);
      }
      dims[i + 1] = padded < 0 ? -1 : padded / block[i];
      dims[0] = dims[0] < 0 ? -1 : Math.multiplyExact(dims[0], block[i]);
    }
    return List.of(TensorInfo.of(call.dtype(0), Shape.of(dims)));
  }

  private static List<TensorInfo> batchToSpace(OpCall call) {
    Shape in = call.shape(0);
    if (!in.hasRank() || call.ints(1).isEmpty() || call.ints(2).isEmpty()) {
      return List.of(TensorInfo.of(call.dtype(0), in.hasRank() ? Shape.unknown(in.rank()) : in));
    }
    long[] block = call.ints(1).get();
    long[] crops = call.ints(2).get();
    blockFits(call, in, block, crops);
    long[] dims = in.dims();
    for (int i = 0; i < block.length; i++) {
      long whole = dims[i + 1] < 0 ? -1 : Math.multiplyExact(dims[i + 1], block[i]);
      dims[i + 1] = whole < 0 ? -1 : whole - crops[2 * i] - crops[2 * i + 1];
      if (whole >= 0 && dims[i + 1] < 0 || dims[0] >= 0 && dims[0] % block[i] != 0) {
        throw call.bad("cannot make " + in + " out of blocks of " + block[i]);
      }
      dims[0] = dims[0] < 0 ? -1 : dims[0] / block[i];
    }
    return List.of(TensorInfo.of(call.dtype(0), Shape.of(dims)));
  }

  private static void blockFits(OpCall call, Shape in, long[] block, long[] around) {
    boolean fits = in.rank() > block.length && around.length == 2 * block.length;
    for (int i = 0; fits && i < block.length; i++) {
      fits =
          block[i] > 0
              && around[2 * i] >= 0
              && around[2 * i + 1] >= 0
              && around[2 * i] < 1 << 24
              && around[2 * i + 1] < 1 << 24;
    }
    if (!fits) {
      throw call.bad("blocks or paddings do not fit " + in);
    }
  }
}
