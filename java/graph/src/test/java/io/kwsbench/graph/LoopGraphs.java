package io.kwsbench.graph;

import org.tensorflow.proto.DataType;

/** TensorFlow 1's while loops, node by node as {@code tf.while_loop} writes them. */
public final class LoopGraphs {
  private LoopGraphs() {}

  /**
   * state = tanh(0.5 state + frame) over the frames of x {@code [1,time,3]}, the states gathered.
   */
  public static GraphBuilder scan(int time) {
    GraphBuilder g =
        GraphBuilder.graph()
            .placeholder("x", time, 1, 3)
            .scalar("zero", 0)
            .scalar("one", 1)
            .scalar("limit", time)
            .op("Range", "all", "zero", "limit", "one")
            .type("Tidx", DataType.DT_INT32)
            .floats("start", new long[] {1, 3}, 0, 0, 0);
    array(g, "in").op("TensorArrayScatterV3", "in_flow", "in", "all", "x", "in:1");
    array(g, "out");
    enter(g, "i", "zero", false);
    enter(g, "s", "start", false);
    enter(g, "flow", "out:1", false);
    enter(g, "in_handle", "in", true);
    enter(g, "in_filled", "in_flow", true);
    enter(g, "out_handle", "out", true);
    enter(g, "end", "limit", true);
    for (String variable : new String[] {"i", "s", "flow"}) {
      g.op("Merge", variable + "_merge", variable + "_enter", variable + "_next");
    }
    g.op("Less", "less", "i_merge", "end_enter").op("LoopCond", "cond", "less");
    for (String variable : new String[] {"i", "s", "flow"}) {
      g.op("Switch", variable + "_switch", variable + "_merge", "cond")
          .op("Exit", variable + "_exit", variable + "_switch");
    }
    return g.op("TensorArrayReadV3", "frame", "in_handle_enter", "i_switch:1", "in_filled_enter")
        .type("dtype", DataType.DT_FLOAT)
        .floats("half", new long[0], 0.5f)
        .op("Mul", "decayed", "s_switch:1", "half")
        .op("Add", "sum", "decayed", "frame")
        .op("Tanh", "tanh", "sum")
        .op(
            "TensorArrayWriteV3",
            "written",
            "out_handle_enter",
            "i_switch:1",
            "tanh",
            "flow_switch:1")
        .scalar("step", 1)
        .op("Add", "i_plus", "i_switch:1", "step")
        .op("NextIteration", "i_next", "i_plus")
        .op("NextIteration", "s_next", "tanh")
        .op("NextIteration", "flow_next", "written")
        .op("TensorArrayGatherV3", "gathered", "out", "all", "flow_exit")
        .type("dtype", DataType.DT_FLOAT)
        .op("Identity", "y", "gathered");
  }

  private static GraphBuilder array(GraphBuilder g, String name) {
    return g.op("TensorArrayV3", name, "limit").type("dtype", DataType.DT_FLOAT);
  }

  private static void enter(GraphBuilder g, String name, String from, boolean constant) {
    g.op("Enter", name + "_enter", from).attr("frame_name", "loop").attr("is_constant", constant);
  }
}
