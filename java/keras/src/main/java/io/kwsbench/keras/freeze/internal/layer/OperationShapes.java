package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.keras.freeze.internal.layer.OperationLayer.Operation;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.AxisSlice;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Operations that move elements and compute none. */
final class OperationShapes {
  private OperationShapes() {}

  static Map<String, Operation> all() {
    Map<String, Operation> all = new HashMap<>();
    all.put("reshape", OperationShapes::reshape);
    all.put("transpose", OperationShapes::transpose);
    all.put("squeeze", OperationShapes::squeeze);
    all.put("expand_dims", OperationShapes::expandDims);
    all.put("concatenate", OperationShapes::concat);
    all.put("concat", OperationShapes::concat);
    all.put("stack", OperationShapes::stack);
    all.put("split", OperationShapes::split);
    all.put("pad", OperationShapes::pad);
    all.put("tile", OperationShapes::tile);
    all.put("repeat", OperationShapes::repeat);
    all.put("flip", OperationShapes::flip);
    all.put("reverse", OperationShapes::flip);
    all.put("get_item", OperationShapes::slice);
    all.put("getitem", OperationShapes::slice);
    all.put("swapaxes", OperationShapes::swap);
    all.put("moveaxis", OperationShapes::move);
    return all;
  }

  private static Value operand(OperationCall call) {
    return call.value(0, "x", "input", "tensor", "a", "value");
  }

  private static int[] required(OperationCall call, int place, String... keys) {
    return call.integers(place, keys)
        .orElseThrow(() -> call.error("lacks the argument " + keys[0]));
  }

  private static List<Value> reshape(OperationCall call) {
    int[] shape = required(call, 1, "newshape", "shape");
    return List.of(call.graph().arrays().reshape(operand(call), shape));
  }

  private static List<Value> transpose(OperationCall call) {
    Value x = operand(call);
    int[] turned = IntStream.range(0, x.rank()).map(i -> x.rank() - 1 - i).toArray();
    int[] order = call.integers(1, "axes", "perm").orElse(turned);
    return List.of(call.graph().arrays().transpose(x, order));
  }

  private static List<Value> squeeze(OperationCall call) {
    Value x = operand(call);
    int[] axes =
        call.integers(1, "axis")
            .filter(named -> named.length > 0)
            .orElseThrow(() -> call.error("names no axis: with a batch of one it would take it"));
    return List.of(call.graph().arrays().squeeze(x, axes));
  }

  private static List<Value> expandDims(OperationCall call) {
    Value x = operand(call);
    int[] axes = required(call, 1, "axis");
    if (axes.length != 1) {
      throw call.error("expands several axes at once");
    }
    return List.of(call.graph().arrays().expandDims(x, axes[0]));
  }

  private static List<Value> concat(OperationCall call) {
    List<Value> parts = call.values(0, "xs", "values");
    return List.of(call.graph().arrays().concat(parts, call.integer(0, 1, "axis")));
  }

  private static List<Value> stack(OperationCall call) {
    List<Value> parts = call.values(0, "x", "values");
    return List.of(call.graph().arrays().stack(parts, call.integer(0, 1, "axis")));
  }

  /** Into equal parts, or at indices; TensorFlow lists the sizes of the parts instead. */
  private static List<Value> split(OperationCall call) {
    Value x = operand(call);
    int axis = Dims.axis(call.integer(0, 2, "axis"), x.rank());
    JsonNode sizes = call.json(1, "num_or_size_splits");
    JsonNode parts = sizes.isMissingNode() ? call.json(1, "indices_or_sections") : sizes;
    if (!parts.isArray()) {
      return call.graph().arrays().split(x, axis, call.integer(parts));
    }
    List<Value> outputs = new ArrayList<>();
    int from = 0;
    for (JsonNode part : parts) {
      int to = sizes.isMissingNode() ? call.integer(part) : from + call.integer(part);
      outputs.add(part(call, x, axis, from, to));
      from = to;
    }
    if (sizes.isMissingNode()) {
      outputs.add(part(call, x, axis, from, x.dim(axis)));
    } else if (from != x.dim(axis)) {
      throw call.error("splits " + x.dim(axis) + " into parts of " + from + " together");
    }
    return outputs;
  }

  private static Value part(OperationCall call, Value x, int axis, int from, int to) {
    if (from < 0 || to < from || to > x.dim(axis)) {
      throw call.error("splits outside of the tensor");
    }
    return call.graph().arrays().slice(x, axis, from, to);
  }

  private static List<Value> pad(OperationCall call) {
    Value x = operand(call);
    JsonNode widths = call.json(1, "pad_width", "paddings");
    String mode = call.json(2, "mode").asText("constant");
    JsonNode value = call.json(3, "constant_values");
    if (!mode.equalsIgnoreCase("constant") || value.asDouble(0) != 0) {
      throw call.error("pads with values other than zero");
    }
    int[] before = new int[x.rank()];
    int[] after = new int[x.rank()];
    if (widths.size() != x.rank()) {
      throw call.error("has paddings for " + widths.size() + " axes of " + x.rank());
    }
    for (int i = 0; i < before.length; i++) {
      before[i] = call.integer(widths.path(i).path(0));
      after[i] = call.integer(widths.path(i).path(1));
    }
    return List.of(call.graph().arrays().pad(x, before, after));
  }

  private static List<Value> tile(OperationCall call) {
    Value x = operand(call);
    int[] times = required(call, 1, "repeats", "multiples");
    if (times.length != x.rank()) {
      throw call.error("repeats " + times.length + " axes of " + x.rank());
    }
    return List.of(call.graph().arrays().tile(x, times));
  }

  private static List<Value> repeat(OperationCall call) {
    Value x = operand(call);
    int times = call.integer(1, 1, "repeats");
    int axis = required(call, 2, "axis")[0];
    return List.of(call.graph().arrays().repeatElements(x, axis, times));
  }

  private static List<Value> flip(OperationCall call) {
    Value x = operand(call);
    return List.of(call.graph().arrays().reverse(x, required(call, 1, "axis")));
  }

  private static List<Value> swap(OperationCall call) {
    Value x = operand(call);
    int a = Dims.axis(required(call, 1, "axis1")[0], x.rank());
    int b = Dims.axis(required(call, 2, "axis2")[0], x.rank());
    int[] order = IntStream.range(0, x.rank()).map(i -> i == a ? b : i == b ? a : i).toArray();
    return List.of(call.graph().arrays().transpose(x, order));
  }

  private static List<Value> move(OperationCall call) {
    Value x = operand(call);
    int[] from = required(call, 1, "source");
    int[] to = required(call, 2, "destination");
    if (from.length != 1 || to.length != 1) {
      throw call.error("moves several axes at once");
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    Integer moved = order.remove(Dims.axis(from[0], x.rank()));
    order.add(Dims.axis(to[0], x.rank()), moved);
    ArrayOps arrays = call.graph().arrays();
    return List.of(arrays.transpose(x, order.stream().mapToInt(i -> i).toArray()));
  }

  private static List<Value> slice(OperationCall call) {
    Value x = operand(call);
    JsonNode key = call.json(1, "slice_spec", "key");
    List<AxisSlice> slices = new ArrayList<>();
    if (key.isArray()) {
      key.forEach(one -> slices.add(axisSlice(call, one)));
    } else {
      slices.add(axisSlice(call, key));
    }
    return List.of(call.graph().arrays().slice(x, slices));
  }

  private static AxisSlice axisSlice(OperationCall call, JsonNode json) {
    if (json.isNull()) {
      return new AxisSlice.NewAxis();
    }
    if (json.isNumber()) {
      return new AxisSlice.Index(call.integer(json));
    }
    String kind = json.path("class_name").asText();
    if (kind.equals("__ellipsis__")) {
      return new AxisSlice.Ellipsis();
    }
    JsonNode range = kind.equals("__slice__") ? json.path("config") : json;
    if (!range.has("start") || !range.has("stop")) {
      throw call.error("has an index that is neither a number nor a range");
    }
    JsonNode step = range.path("step");
    return new AxisSlice.Range(
        bound(call, range.path("start")),
        bound(call, range.path("stop")),
        step.isNull() || step.isMissingNode() ? 1 : call.integer(step));
  }

  private static OptionalInt bound(OperationCall call, JsonNode json) {
    return json.isNull() ? OptionalInt.empty() : OptionalInt.of(call.integer(json));
  }
}
