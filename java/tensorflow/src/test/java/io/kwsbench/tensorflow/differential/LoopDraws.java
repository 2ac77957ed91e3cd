package io.kwsbench.tensorflow.differential;

import io.kwsbench.graph.GraphBuilder;
import java.util.List;
import java.util.Optional;
import org.tensorflow.proto.DataType;

/** TensorFlow 1's while loops over frames: a state that goes round, as {@code dynamic_rnn} has. */
final class LoopDraws {
  private LoopDraws() {}

  static final List<Draw> ALL = List.of(LoopDraws::loop);

  /** A cell of a loop: how it makes the next state. */
  private enum Cell {
    PLAIN,
    GATED,
    DECAYING,
    BESIDE
  }

  private static Optional<Value> loop(Sketch s) {
    int time = s.number(1, 6);
    int batch = s.number(1, 2);
    int width = s.number(1, 3);
    int units = s.number(1, 4);
    Cell cell = s.one(List.of(Cell.values()));
    String function = s.one(List.of("Tanh", "Sigmoid", "Softsign"));
    Value x = s.feed(List.of(time, batch, width), -1, 1);
    List<Integer> state = List.of(batch, units);
    Value start = s.chance(0.5) ? s.feed(state, -1, 1) : s.constant(state, -1, 0);
    Value w = s.constant(List.of(width, units), -0.5, 0.5);
    Value u = s.constant(List.of(units, units), -0.5, 0.5);
    Value v = s.constant(List.of(width, units), -0.5, 0.5);
    int count = s.chance(0.8) ? time : s.number(1, time);
    return s.composed(
        state,
        Bounds.rounded(-1, 1, 2e-5),
        List.of(x, start, w, u, v),
        (g, name, in) -> new Loop(g, name, cell, function).write(in, count));
  }

  /** The nodes of one loop, all named after what it hands out. */
  private record Loop(GraphBuilder g, String name, Cell cell, String function) {
    private String of(String part) {
      return name + "/" + part;
    }

    private void op(String op, String part, String... inputs) {
      g.op(op, of(part), inputs).type("T", DataType.DT_FLOAT);
    }

    private void whole(String op, String part, String... inputs) {
      g.op(op, of(part), inputs).type("T", DataType.DT_INT32);
    }

    private void enter(String part, String from, DataType type, boolean constant) {
      g.op("Enter", of(part), from)
          .type("T", type)
          .attr("frame_name", of("frame"))
          .attr("is_constant", constant);
    }

    void write(String[] in, int count) {
      String[] constants = {"x", "", "w", "u", "v"};
      for (int i = 0; i < constants.length; i++) {
        if (i != 1) {
          enter(constants[i], in[i], DataType.DT_FLOAT, true);
        }
      }
      g.scalar(of("zero"), 0).scalar(of("count"), count);
      enter("from", of("zero"), DataType.DT_INT32, false);
      enter("end", of("count"), DataType.DT_INT32, true);
      enter("start", in[1], DataType.DT_FLOAT, false);
      whole("Merge", "i", of("from"), of("i_next"));
      g.attr("N", 2);
      op("Merge", "s", of("start"), of("s_next"));
      g.attr("N", 2);
      whole("Less", "less", of("i"), of("end"));
      g.op("LoopCond", of("cond"), of("less"));
      whole("Switch", "i_switch", of("i"), of("cond"));
      op("Switch", "s_switch", of("s"), of("cond"));
      op("Identity", "before", of("s_switch") + ":1");
      whole("Identity", "at", of("i_switch") + ":1");
      inside("zero_axis", 0);
      inside("one", 1);
      g.op("GatherV2", of("frame_at"), of("x"), of("at"), of("zero_axis"))
          .type("Tparams", DataType.DT_FLOAT)
          .type("Tindices", DataType.DT_INT32)
          .type("Taxis", DataType.DT_INT32);
      step();
      whole("Add", "more", of("at"), of("one"));
      whole("NextIteration", "i_next", of("more"));
      op("NextIteration", "s_next", of("made"));
      g.op("Exit", name, of("s_switch")).type("T", DataType.DT_FLOAT);
    }

    /** A constant of the loop's frame. */
    private void inside(String part, int value) {
      g.scalar(of(part + "_const"), value);
      enter(part, of(part + "_const"), DataType.DT_INT32, true);
    }

    private void step() {
      op("MatMul", "xw", of("frame_at"), of("w"));
      op("MatMul", "su", of("before"), of("u"));
      op("Add", "sum", of("xw"), of("su"));
      switch (cell) {
        case PLAIN -> op(function, "made", of("sum"));
        case GATED -> {
          op("MatMul", "xv", of("frame_at"), of("v"));
          op("Sigmoid", "gate", of("xv"));
          op(function, "new", of("sum"));
          op("Sub", "apart", of("before"), of("new"));
          op("Mul", "share", of("gate"), of("apart"));
          op("Add", "made", of("new"), of("share"));
        }
        case DECAYING -> {
          op("Mul", "product", of("sum"), of("before"));
          op(function, "made", of("product"));
        }
        case BESIDE -> {
          op("Add", "beside", of("sum"), of("before"));
          op(function, "made", of("beside"));
        }
      }
    }
  }
}
