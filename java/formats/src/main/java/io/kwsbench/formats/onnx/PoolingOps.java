package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pools, local and global. */
final class PoolingOps {
  private PoolingOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of(
        "MaxPool", call -> List.of(local(call, call.in(0), true)),
        "AveragePool", call -> List.of(local(call, call.in(0), false)),
        "GlobalMaxPool", call -> global(call, "Max"),
        "GlobalAveragePool", call -> global(call, "Mean"));
  }

  private static List<Laid> global(OnnxCall call, String op) {
    Laid x = call.in(0);
    int[] axes = IntStream.range(2, x.rank()).map(x::at).toArray();
    return List.of(x.with(call.math().reduce(op, x.value(), true, axes)));
  }

  /** Averages of windows. */
  static Laid averaged(OnnxCall call, Laid x) {
    return local(call, x, false);
  }

  private static Laid local(OnnxCall call, Laid x, boolean max) {
    if (call.node().outputs().size() > 1) {
      throw call.error("has indices as an output");
    }
    Value image = Images.of(call, x);
    PoolWindows windows = PoolWindows.of(call, x, image);
    Windows whole = windows.whole();
    Value result = max ? max(call, image, whole) : average(call, image, windows.asked(), whole);
    return Images.back(call, result, x.rank());
  }

  /** The maxima or averages of windows of an image; zeros are padded around it if asked. */
  static Value pool(OnnxCall call, String op, Value image, Windows windows, boolean same) {
    if (windows.isDilated()) {
      return DilatedPools.of(call, op, image, windows);
    }
    PaddedWindow y = windows.along(0, same);
    return call.graph().nn().pool(op, image, y, windows.along(1, same));
  }

  private static Value max(OnnxCall call, Value image, Windows windows) {
    boolean same = !windows.isValid() && !windows.isDilated() && windows.isSame(image);
    Value in = same ? image : windows.padded(call.graph(), image, -Float.MAX_VALUE);
    return pool(call, "MaxPool", in, windows, same);
  }

  /**
   * @param asked the windows as the file has them: their padding counts where it says so
   * @param whole the same with what {@code ceil_mode} adds, which never counts
   */
  private static Value average(OnnxCall call, Value image, Windows asked, Windows whole) {
    boolean counted = call.node().integer("count_include_pad", 0) != 0;
    if (whole.isValid()) {
      return pool(call, "AvgPool", image, whole, false);
    }
    if (!counted && !whole.isDilated() && whole.isSame(image)) {
      return pool(call, "AvgPool", image, whole, true);
    }
    Value sums = pool(call, "AvgPool", whole.padded(call.graph(), image, 0), whole, false);
    call.work().folding().spend((long) sums.dim(1) * sums.dim(2));
    float[] factors = factors(asked, whole, image, sums, counted);
    Literal scale = Literal.of(factors, 1, sums.dim(1), sums.dim(2), 1);
    return call.math().mul(sums, call.graph().constant("counts", scale));
  }

  /** For each window its size by the number of its elements that count. */
  private static float[] factors(
      Windows asked, Windows whole, Value image, Value sums, boolean counted) {
    float[] factors = new float[sums.dim(1) * sums.dim(2)];
    int size = whole.size()[0] * whole.size()[1];
    for (int y = 0; y < sums.dim(1); y++) {
      for (int x = 0; x < sums.dim(2); x++) {
        int count = inside(asked, image, 0, y, counted) * inside(asked, image, 1, x, counted);
        factors[y * sums.dim(2) + x] = (float) size / Math.max(1, count);
      }
    }
    return factors;
  }

  private static int inside(Windows asked, Value image, int axis, int index, boolean counted) {
    int low = counted ? -asked.before()[axis] : 0;
    int high = image.dim(axis + 1) + (counted ? asked.after()[axis] : 0);
    int begin = index * asked.stride()[axis] - asked.before()[axis];
    int rate = asked.dilation()[axis];
    int first = Math.max(0, -Math.floorDiv(begin - low, rate));
    int end = Math.min(asked.size()[axis], -Math.floorDiv(begin - high, rate));
    return Math.max(0, end - first);
  }
}
