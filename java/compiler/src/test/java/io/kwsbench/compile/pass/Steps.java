package io.kwsbench.compile.pass;

import io.kwsbench.graph.GraphBuilder;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Writes recurrence step by step: two rows of two numbers at a time, states of three units. */
final class Steps {
  private static final int TIME = 4;
  private static final int ROWS = 2;
  private static final int WIDTH = 2;
  private static final int UNITS = 3;

  /** What a step hands to the next. */
  record State(String h, String c) {}

  /** One step. */
  @FunctionalInterface
  interface Cell {
    /**
     * @param before what the step before made
     * @param older what the one before that made
     */
    State step(Steps s, String x, State before, State older);
  }

  private final GraphBuilder graph =
      GraphBuilder.graph()
          .placeholder("x", ROWS, TIME, WIDTH)
          .op("Unpack", "frames", "x")
          .attr("num", TIME)
          .attr("axis", 1)
          .floats("one", new long[] {}, 1);

  private final Set<String> weights = new HashSet<>();
  private int made;

  private Steps() {}

  /** A graph of four steps whose output is the last h. */
  static GraphBuilder of(Cell cell) {
    Steps s = new Steps();
    State older = new State(s.fed("h_2"), s.fed("c_2"));
    State before = new State(s.fed("h_1"), s.fed("c_1"));
    for (int t = 0; t < TIME; t++) {
      State next = cell.step(s, t == 0 ? "frames" : "frames:" + t, before, older);
      older = before;
      before = next;
    }
    return s.graph.op("Identity", "y", before.h());
  }

  private String constant(String name, int rows) {
    if (weights.add(name)) {
      float[] values = new float[rows * UNITS];
      Random random = new Random(name.hashCode());
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat() * 1.6f - 0.8f;
      }
      graph.floats(name, new long[] {rows, UNITS}, values);
    }
    return name;
  }

  /** A constant row, the same in every step. */
  String row(String name) {
    return constant(name, 1);
  }

  /** A constant for every element of a state. */
  String state(String name) {
    return constant(name, ROWS);
  }

  /** A state from outside. */
  String fed(String name) {
    graph.placeholder(name, ROWS, UNITS);
    return name;
  }

  private String op(String op, String... inputs) {
    String name = "n" + made++;
    graph.op(op, name, inputs);
    return name;
  }

  /** x times weights, the same in every step. */
  String dot(String x, String w) {
    return op("MatMul", x, constant(w, x.startsWith("frames") ? WIDTH : UNITS));
  }

  String mul(String a, String b) {
    return op("Mul", a, b);
  }

  String add(String first, String... others) {
    String sum = first;
    for (String other : others) {
      sum = op("Add", sum, other);
    }
    return sum;
  }

  String but(String a) {
    return op("Sub", "one", a);
  }

  String fn(String op, String a) {
    return op(op, a);
  }

  String clip(String a, float low, float high) {
    String bound = "bound" + made++;
    graph.floats(bound + "low", new long[] {}, low).floats(bound + "high", new long[] {}, high);
    return op("ClipByValue", a, bound + "low", bound + "high");
  }

  /** σ(x W + h U + b). */
  String gate(String x, String h, String name) {
    return fn("Sigmoid", sum(x, h, name));
  }

  /** x W + h U + b. */
  String sum(String x, String h, String name) {
    return add(dot(x, name + "w"), dot(h, name + "u"), row(name + "b"));
  }
}
