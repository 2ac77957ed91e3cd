package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Unrolled recurrence: the same few nodes for every time, that read the time's input and a state.
 */
final class CellDraws {
  private CellDraws() {}

  static final List<Draw> ALL = List.of(CellDraws::unrolled);

  /** What a time does, by the places of what it reads among all values of the time. */
  private record Part(String op, int a, int b) {}

  private static Optional<Value> unrolled(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() == 3 && v.dim(1) >= 3 && v.most() < 5)
        .flatMap(x -> unrolled(s, x));
  }

  private static Optional<Value> unrolled(Sketch s, Value x) {
    int time = x.dim(1);
    int batch = x.dim(0);
    int units = s.number(2, 4);
    List<Value> frames =
        s.ops(
            "Unpack",
            x.type(),
            Collections.nCopies(time, List.of(batch, x.dim(2))),
            Bounds.of(x),
            List.of(x),
            g -> Sketch.floats(g).attr("num", time).attr("axis", 1));
    if (frames.isEmpty()) {
      return Optional.empty();
    }
    Value w = s.constant(List.of(x.dim(2), units), -0.4, 0.4);
    Value u = s.constant(List.of(units, units), -0.4, 0.4);
    Value row = s.constant(List.of(units), -0.5, 0.5);
    List<Part> parts = new ArrayList<>();
    int values = 3;
    for (int i = s.number(1, 5); i > 0; i--) {
      String op =
          s.one(List.of("MatMul", "Add", "Sub", "Mul", "Tanh", "Sigmoid", "Softmax", "Row"));
      parts.add(new Part(op, s.number(0, values - 1), s.number(0, values - 1)));
      values++;
    }
    Value state = s.constant(List.of(batch, units), -1, 1);
    List<Value> states = new ArrayList<>();
    for (Value frame : frames) {
      Optional<Value> next = time(s, parts, frame, state, w, u, row);
      if (next.isEmpty()) {
        break;
      }
      state = next.get();
      states.add(state);
    }
    if (states.size() < 2) {
      return states.stream().findFirst();
    }
    List<Value> all = states;
    return s.op(
        "Pack",
        List.of(batch, all.size(), units),
        Bounds.any(all),
        all,
        g -> g.attr("N", all.size()).attr("axis", 1));
  }

  private static Optional<Value> time(
      Sketch s, List<Part> parts, Value frame, Value state, Value w, Value u, Value row) {
    Optional<Value> in = WindowDraws.productWith(s, frame, w);
    if (in.isEmpty()) {
      return in;
    }
    List<Value> pool = new ArrayList<>(List.of(in.get(), state, in.get()));
    for (Part part : parts) {
      Value a = pool.get(part.a());
      Value b = pool.get(part.b());
      Optional<Value> next =
          switch (part.op()) {
            case "MatMul" -> WindowDraws.productWith(s, a, u);
            case "Row" -> ElementwiseDraws.of(s, "Mul", a, row);
            case "Tanh", "Sigmoid" -> ElementwiseDraws.unary(s, part.op(), a);
            case "Softmax" -> s.op("Softmax", a.dims(), Bounds.rounded(0, 1, a.error()), a);
            default -> ElementwiseDraws.of(s, part.op(), a, b);
          };
      pool.add(next.orElse(a));
    }
    return ElementwiseDraws.unary(s, "Tanh", pool.get(pool.size() - 1));
  }
}
