package io.kwsbench.graph;

import java.util.Random;

/** Recurrent layers over eight frames of five, written out step by step as static_rnn does. */
public final class RecurrentGraphs {
  public static final int TIME = 8;
  private static final int WIDTH = 5;
  private static final int UNITS = 19;

  private RecurrentGraphs() {}

  /** Frames as slices of the input, and random weights. */
  private static GraphBuilder begin(int gates) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, TIME, WIDTH)
            .scalar("axis", 1)
            .op("Unpack", "frames", "x")
            .attr("num", TIME)
            .attr("axis", 1)
            .floats("w", new long[] {WIDTH + UNITS, gates * UNITS}, random(24 * gates * 19, 1))
            .floats("b", new long[] {gates * UNITS}, random(gates * UNITS, 2))
            .floats("wc", new long[] {WIDTH + UNITS, UNITS}, random(24 * 19, 3))
            .floats("bc", new long[] {UNITS}, random(UNITS, 4))
            .floats("one", new long[] {}, 1)
            .floats("peephole", new long[] {UNITS}, random(UNITS, 5));
    return graph
        .floats("h_1", new long[] {1, UNITS}, random(UNITS, 6))
        .floats("c_1", new long[] {1, UNITS}, random(UNITS, 7));
  }

  private static float[] random(int n, int seed) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /** Column i of {@code name} split into {@code count}. */
  private static String part(String name, int i) {
    return i == 0 ? name : name + ":" + i;
  }

  private static void sum(GraphBuilder g, int t, String from, String w, String b, String to) {
    g.op("ConcatV2", to + "_xh" + t, part("frames", t), from, "axis")
        .op("MatMul", to + "_p" + t, to + "_xh" + t, w)
        .op("BiasAdd", to + t, to + "_p" + t, b);
  }

  private static String before(String state, int t) {
    return t == 0 ? state + "_1" : state + t;
  }

  /** h and c of step t are called h(t+1), c(t+1). */
  public static GraphBuilder lstm(boolean peepholes) {
    GraphBuilder g = begin(4);
    for (int t = 0; t < TIME; t++) {
      String c = before("c", t);
      sum(g, t, before("h", t), "w", "b", "z");
      g.op("Split", "gates" + t, "axis", "z" + t).attr("num_split", 4);
      String f = part("gates" + t, 2);
      g.op("Add", "f_in" + t, f, "one");
      if (peepholes) {
        g.op("Mul", "peep" + t, "peephole", c).op("Add", "f_peep" + t, "f_in" + t, "peep" + t);
      }
      g.op("Sigmoid", "f" + t, (peepholes ? "f_peep" : "f_in") + t)
          .op("Sigmoid", "i" + t, part("gates" + t, 0))
          .op("Tanh", "j" + t, part("gates" + t, 1))
          .op("Sigmoid", "o" + t, part("gates" + t, 3))
          .op("Mul", "keep" + t, "f" + t, c)
          .op("Mul", "add" + t, "i" + t, "j" + t)
          .op("Add", "c" + (t + 1), "keep" + t, "add" + t)
          .op("Tanh", "tanh" + t, "c" + (t + 1))
          .op("Mul", "h" + (t + 1), "o" + t, "tanh" + t);
    }
    return g;
  }

  public static GraphBuilder gru() {
    GraphBuilder g = begin(2);
    for (int t = 0; t < TIME; t++) {
      String h = before("h", t);
      sum(g, t, h, "w", "b", "z");
      g.op("Sigmoid", "ru" + t, "z" + t)
          .op("Split", "gates" + t, "axis", "ru" + t)
          .attr("num_split", 2)
          .op("Mul", "reset" + t, "gates" + t, h);
      sum(g, t, "reset" + t, "wc", "bc", "c_in");
      g.op("Tanh", "c" + t, "c_in" + t)
          .op("Mul", "keep" + t, part("gates" + t, 1), h)
          .op("Sub", "rest" + t, "one", part("gates" + t, 1))
          .op("Mul", "add" + t, "rest" + t, "c" + t)
          .op("Add", "h" + (t + 1), "keep" + t, "add" + t);
    }
    return g;
  }

  public static GraphBuilder rnn() {
    GraphBuilder g = begin(1);
    for (int t = 0; t < TIME; t++) {
      sum(g, t, before("h", t), "w", "b", "z");
      g.op("Tanh", "h" + (t + 1), "z" + t);
    }
    return g;
  }
}
