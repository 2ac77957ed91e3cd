package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Operators that move levels, and leave them as they are. */
final class IntegerMoves {
  private static final List<String> MOVES =
      List.of(
          "RESHAPE",
          "SQUEEZE",
          "EXPAND_DIMS",
          "TRANSPOSE",
          "TILE",
          "BROADCAST_TO",
          "UNPACK",
          "SPLIT_V",
          "SLICE",
          "STRIDED_SLICE",
          "GATHER",
          "REVERSE_V2",
          "PAD",
          "MIRROR_PAD",
          "SPACE_TO_DEPTH",
          "DEPTH_TO_SPACE",
          "SPACE_TO_BATCH_ND",
          "BATCH_TO_SPACE_ND",
          "MAX_POOL_2D",
          "RESIZE_NEAREST_NEIGHBOR",
          "REDUCE_MAX",
          "REDUCE_MIN");

  private IntegerMoves() {}

  static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> plain = new HashMap<>();
    Stream.of(ShapeOps.all(), PartOps.all(), IndexOps.all(), PoolingOps.all(), ReductionOps.all())
        .forEach(plain::putAll);
    Map<String, TfliteOp> all = new HashMap<>();
    MOVES.forEach(name -> all.put(name, call -> moved(call, plain.get(name), 0)));
    all.put("SPLIT", call -> moved(call, plain.get("SPLIT"), 1));
    for (String name : List.of("ARG_MAX", "ARG_MIN", "SHAPE", "RANK")) {
      all.put(name, call -> plain.get(name).apply(new IntegerCall(call).moving()));
    }
    all.put("PADV2", IntegerMoves::padded);
    all.put("PACK", call -> joined(call, plain.get("PACK")));
    all.put("CONCATENATION", call -> joined(call, plain.get("CONCATENATION")));
    return all;
  }

  private static List<Value> moved(TfliteCall call, TfliteOp op, int input) {
    IntegerCall integers = new IntegerCall(call);
    integers.requireSame(input);
    if (call.operator().op().equals("MAX_POOL_2D")) {
      return List.of(largest(integers, op));
    }
    return op.apply(integers.moving());
  }

  private static Value largest(IntegerCall integers, TfliteOp op) {
    TfliteCall call = integers.call();
    Value pooled = PoolingOps.pool(call, "MaxPool", integers.levels(0));
    LevelRange range = integers.out().range(call, call.operator().octet(5));
    return call.operator().octet(5) == 0 ? pooled : integers.rescaling().clamped(pooled, range);
  }

  private static List<Value> padded(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    integers.requireSame(0);
    float fill = (float) integers.constant(2).real(0);
    return IndexOps.padded(integers.moving(), fill);
  }

  /** Parts of one scale side by side. */
  private static List<Value> joined(TfliteCall call, TfliteOp op) {
    IntegerCall integers = new IntegerCall(call);
    for (int i = 0; i < call.inputs().size(); i++) {
      integers.requireSame(i);
    }
    return op.apply(integers.moving());
  }
}
