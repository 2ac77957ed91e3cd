package io.kwsbench.formats.onnx;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Elements by an index or a tuple of indices each, taken out and put in. */
final class GatheringOps {
  /** So many values for one element are put in one after the other. */
  private static final int MAX_ROUNDS = 16;

  private GatheringOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of(
        "GatherElements", GatheringOps::gatherElements,
        "GatherND", GatheringOps::gatherTuples,
        "ScatterElements", GatheringOps::scatterElements,
        "Scatter", GatheringOps::scatterElements,
        "ScatterND", GatheringOps::scatterTuples);
  }

  private static List<Laid> gatherElements(OnnxCall call) {
    Value data = call.plain(0);
    Value indices = indices(call);
    int axis = call.axis(call.node().integer("axis", 0), data.rank());
    Value places = elements(call, data, indices, axis);
    return List.of(Laid.plain(Picks.gathered(call.graph(), flat(call, data), 0, places)));
  }

  private static Value indices(OnnxCall call) {
    Value indices = call.work().folding().folded(call.plain(1));
    if (indices.type() != DType.INT32) {
      throw call.error("has indices that are no integers");
    }
    return indices;
  }

  private static Value flat(OnnxCall call, Value x) {
    return call.arrays().reshape(x, x.size());
  }

  /** The place in the flat data of each index along an axis. */
  private static Value elements(OnnxCall call, Value data, Value indices, int axis) {
    int[] shape = indices.shape();
    if (shape.length != data.rank()
        || IntStream.range(0, shape.length).anyMatch(i -> i != axis && shape[i] > data.dim(i))) {
      throw call.error(
          "has indices %s for %s".formatted(Arrays.toString(shape), Arrays.toString(data.shape())));
    }
    int[] strides = Dims.strides(data.shape());
    int[] own = Dims.strides(shape);
    call.work().folding().spend(indices.size());
    int[] rest = new int[indices.size()];
    for (int i = 0; i < rest.length; i++) {
      for (int other = 0; other < shape.length; other++) {
        rest[i] += other == axis ? 0 : i / own[other] % shape[other] * strides[other];
      }
    }
    Value others = call.graph().constant("others", Literal.of(rest, shape));
    MathOps math = call.math();
    Value inside = inside(call, indices, data.dim(axis));
    Value along = math.mul(inside, call.graph().integer(strides[axis]));
    return call.work().folding().folded(math.add(along, others));
  }

  /** Indices counted from the front: those below zero count from the end. */
  private static Value inside(OnnxCall call, Value indices, int length) {
    if (indices.isConstant()) {
      int[] front =
          Arrays.stream(indices.node().constant().toInts())
              .map(index -> Dims.axisIndex(index, length))
              .toArray();
      return call.graph().constant("indices", Literal.of(front, indices.shape()));
    }
    MathOps math = call.math();
    Value below = math.compare("Less", indices, call.graph().integer(0));
    Value more = math.mul(math.cast(below, DType.INT32), call.graph().integer(length));
    return math.add(indices, more);
  }

  private static List<Laid> gatherTuples(OnnxCall call) {
    Value data = call.plain(0);
    Value indices = indices(call);
    int batch = Math.toIntExact(call.node().integer("batch_dims", 0));
    Tuples tuples = Tuples.of(call, data, indices, batch);
    Value rows = call.arrays().reshape(data, tuples.rows(), tuples.columns());
    Value picked = Picks.gathered(call.graph(), rows, 0, flat(call, tuples.places()));
    return List.of(Laid.plain(call.arrays().reshape(picked, tuples.shape())));
  }

  /**
   * Tuples of indices.
   *
   * @param places the row of each tuple
   * @param rows the number of rows that a tuple chooses from
   * @param columns elements of a row
   * @param shape what all tuples take
   */
  private record Tuples(Value places, int rows, int columns, int[] shape) {
    static Tuples of(OnnxCall call, Value data, Value indices, int batch) {
      int[] dims = data.shape();
      int length = indices.rank() > 0 ? indices.dim(-1) : 0;
      int reach = batch + length;
      if (batch < 0 || batch >= indices.rank() || length < 1 || reach > dims.length) {
        throw call.error(
            "has tuples %s for %s"
                .formatted(Arrays.toString(indices.shape()), Arrays.toString(dims)));
      }
      int rows = Dims.elements(Arrays.copyOf(dims, reach));
      int[] tail = Arrays.copyOfRange(dims, reach, dims.length);
      int[] front = Arrays.copyOf(indices.shape(), indices.rank() - 1);
      int[] shape = IntStream.concat(Arrays.stream(front), Arrays.stream(tail)).toArray();
      int columns = Dims.elements(tail);
      Dims.elements(shape);
      return new Tuples(places(call, dims, indices, batch), rows, columns, shape);
    }

    private static Value places(OnnxCall call, int[] dims, Value indices, int batch) {
      int length = indices.dim(-1);
      int count = indices.size() / length;
      int[] strides = Dims.strides(Arrays.copyOf(dims, batch + length));
      int each = count / Dims.elements(Arrays.copyOf(indices.shape(), batch));
      int whole = batch == 0 ? 0 : strides[batch - 1];
      call.work().folding().spend(count);
      int[] starts = new int[count];
      Arrays.setAll(starts, i -> i / each * whole);
      MathOps math = call.math();
      Value sum = call.graph().constant("starts", Literal.of(starts, count, 1));
      Value rows = call.work().folding().folded(call.arrays().reshape(indices, count, length));
      for (int i = 0; i < length; i++) {
        Value column = call.work().folding().folded(call.arrays().slice(rows, 1, i, i + 1));
        Value front = inside(call, column, dims[batch + i]);
        sum = math.add(sum, math.mul(front, call.graph().integer(strides[batch + i])));
      }
      return call.work().folding().folded(sum);
    }
  }

  private static List<Laid> scatterElements(OnnxCall call) {
    Value data = call.plain(0);
    Value indices = call.graph().constant("indices", call.literal(1));
    int axis = call.axis(call.node().integer("axis", 0), data.rank());
    Value places = elements(call, data, indices, axis);
    Value updates = flat(call, call.plain(2));
    if (updates.size() != places.size()) {
      throw call.error("has " + updates.size() + " values for " + places.size() + " places");
    }
    Value rows = call.arrays().reshape(data, data.size(), 1);
    Value values = call.arrays().reshape(updates, updates.size(), 1);
    Value result = scattered(call, rows, values, places.node().constant().toInts());
    return List.of(Laid.plain(call.arrays().reshape(result, data.shape())));
  }

  private static List<Laid> scatterTuples(OnnxCall call) {
    Value data = call.plain(0);
    Value indices = call.graph().constant("indices", call.literal(1));
    Tuples tuples = Tuples.of(call, data, indices, 0);
    Value updates = call.plain(2);
    if (!Arrays.equals(updates.shape(), tuples.shape())) {
      throw call.error(
          "has values %s where %s belong"
              .formatted(Arrays.toString(updates.shape()), Arrays.toString(tuples.shape())));
    }
    Value rows = call.arrays().reshape(data, tuples.rows(), tuples.columns());
    Value values = call.arrays().reshape(updates, -1, tuples.columns());
    int[] places = tuples.places().node().constant().toInts();
    Value result = scattered(call, rows, values, places);
    return List.of(Laid.plain(call.arrays().reshape(result, data.shape())));
  }

  /** Rows with others in their places, or combined with them. */
  private static Value scattered(OnnxCall call, Value rows, Value updates, int[] places) {
    String reduction = call.node().text("reduction", "none");
    String op =
        switch (reduction) {
          case "none" -> "";
          case "add" -> "Add";
          case "mul" -> "Mul";
          case "max" -> "Maximum";
          case "min" -> "Minimum";
          default -> throw call.error("has reduction '" + reduction + "'");
        };
    Rounds rounds = Rounds.of(rows.dim(0), places);
    if (op.isEmpty()) {
      return put(call, rows, updates, rounds.last());
    }
    if (rounds.count() > MAX_ROUNDS) {
      throw call.error("combines " + rounds.count() + " values in one place");
    }
    Value result = rows;
    for (int i = 0; i < rounds.count(); i++) {
      int[] chosen = rounds.chosen(i);
      int[] where = Arrays.stream(chosen).map(update -> places[update]).toArray();
      Value old = picked(call, result, where);
      Value mixed = call.math().binary(op, old, picked(call, updates, chosen));
      int[] each = new int[rows.dim(0)];
      Arrays.fill(each, -1);
      IntStream.range(0, where.length).forEach(update -> each[where[update]] = update);
      result = put(call, result, mixed, each);
    }
    return result;
  }

  private static Value picked(OnnxCall call, Value rows, int... indices) {
    Value wanted = call.graph().constant("indices", Literal.vector(indices));
    return Picks.gathered(call.graph(), rows, 0, wanted);
  }

  /**
   * Rows with others in their places.
   *
   * @param updates for each row the one that takes its place; −1 where it stays
   */
  private static Value put(OnnxCall call, Value rows, Value others, int[] updates) {
    int count = rows.dim(0);
    int[] from = new int[count];
    Arrays.setAll(from, row -> updates[row] < 0 ? row : count + updates[row]);
    call.work().folding().spend(count);
    Value both = call.arrays().concat(List.of(rows, others), 0);
    return call.work().folding().folded(picked(call, both, from));
  }

  /**
   * The number of earlier updates of the same row, for each update.
   *
   * @param of the number for each update
   * @param last for each row its last update; −1 where there is none
   */
  private record Rounds(int[] of, int[] last) {
    static Rounds of(int rows, int... places) {
      int[] written = new int[rows];
      int[] last = new int[rows];
      Arrays.fill(last, -1);
      int[] of = new int[places.length];
      for (int i = 0; i < places.length; i++) {
        of[i] = written[places[i]]++;
        last[places[i]] = i;
      }
      return new Rounds(of, last);
    }

    int count() {
      return Arrays.stream(of).max().orElse(-1) + 1;
    }

    int[] chosen(int round) {
      return IntStream.range(0, of.length).filter(i -> of[i] == round).toArray();
    }
  }
}
