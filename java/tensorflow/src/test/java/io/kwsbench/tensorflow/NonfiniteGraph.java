package io.kwsbench.tensorflow;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tensorflow.proto.DataType;

/**
 * A graph of one or two ops, from float inputs {@code x}, {@code x1} … to {@code y}.
 *
 * @param name for people
 * @param inputs how many
 * @param dims of every input
 * @param result the type of y
 * @param nodes adds the ops
 */
record NonfiniteGraph(
    String name, int inputs, long[] dims, DType result, UnaryOperator<GraphBuilder> nodes) {
  /** Two vectors of the widest instruction set and a tail. */
  private static final long[] ROW = {37};

  private static final long[] ROWS = {3, 37};
  private static final long[] IMAGE = {1, 5, 6, 19};

  FrozenGraph graph() {
    GraphBuilder graph = GraphBuilder.graph();
    for (int i = 0; i < inputs; i++) {
      graph.placeholder(input(i), dims);
    }
    return nodes.apply(graph).build();
  }

  List<TensorSpec> feeds() {
    return IntStream.range(0, inputs)
        .mapToObj(i -> new TensorSpec(new TensorName(input(i), 0), DType.FLOAT, Shape.of(dims)))
        .toList();
  }

  private static String input(int i) {
    return i == 0 ? "x" : "x" + i;
  }

  @Override
  public String toString() {
    return name;
  }

  static List<NonfiniteGraph> all() {
    List<NonfiniteGraph> all = new ArrayList<>();
    functions(all);
    reductions(all);
    layers(all);
    return all;
  }

  private static void functions(List<NonfiniteGraph> all) {
    for (String op :
        List.of(
            "Relu",
            "Relu6",
            "Elu",
            "Selu",
            "LeakyRelu",
            "Sigmoid",
            "Tanh",
            "Softplus",
            "Softsign",
            "Exp",
            "Expm1",
            "Log",
            "Log1p",
            "Sqrt",
            "Rsqrt",
            "Square",
            "Abs",
            "Neg",
            "Sign",
            "Floor",
            "Ceil",
            "Rint",
            "Reciprocal",
            "Sin",
            "Cos",
            "Erf",
            "Erfc",
            "Tan",
            "Sinh",
            "Cosh",
            "Asinh",
            "Acosh",
            "Atanh")) {
      all.add(of(op, ROW, g -> floats(g.op(op, "y", "x"))));
    }
    for (String op : List.of("IsNan", "IsInf", "IsFinite")) {
      all.add(of(op, 1, ROW, DType.BOOL, g -> floats(g.op(op, "y", "x"))));
    }
    for (String op :
        List.of(
            "Add",
            "Sub",
            "Mul",
            "RealDiv",
            "Maximum",
            "Minimum",
            "Pow",
            "SquaredDifference",
            "FloorDiv",
            "FloorMod",
            "DivNoNan")) {
      all.add(of(op, 2, ROW, DType.FLOAT, g -> floats(g.op(op, "y", "x", "x1"))));
    }
    for (String op : List.of("Equal", "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual")) {
      all.add(of(op, 2, ROW, DType.BOOL, g -> floats(g.op(op, "y", "x", "x1"))));
    }
    for (String op : List.of("Maximum", "Minimum")) {
      for (float c : new float[] {0.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
        all.add(
            of(
                op + " of " + c,
                ROW,
                g -> floats(g.floats("c", new long[0], c).op(op, "y", "x", "c"))));
      }
    }
    all.add(of("clip", ROW, g -> clip(g, 0.4f, 0.6f)));
    all.add(of("a chain", ROW, NonfiniteGraph::chain));
  }

  /** Several functions in one pass over a row. */
  private static GraphBuilder chain(GraphBuilder g) {
    floats(g.op("Sigmoid", "a", "x"));
    floats(g.op("Mul", "b", "a", "x"));
    floats(g.op("Maximum", "c", "b", "a"));
    return floats(g.op("Relu6", "y", "c"));
  }

  private static GraphBuilder clip(GraphBuilder g, float low, float high) {
    g.floats("low", new long[0], low).floats("high", new long[0], high);
    return floats(g.op("ClipByValue", "y", "x", "low", "high"));
  }

  private static void reductions(List<NonfiniteGraph> all) {
    for (String op : List.of("Sum", "Mean", "Max", "Min", "Prod")) {
      for (int axis : new int[] {0, 1}) {
        all.add(
            of(
                op + " along " + axis,
                ROWS,
                g -> floats(g.vector("axes", axis).op(op, "y", "x", "axes"))));
      }
    }
    for (String op : List.of("ArgMax", "ArgMin")) {
      for (int axis : new int[] {0, 1}) {
        all.add(
            of(
                op + " along " + axis,
                1,
                ROWS,
                DType.INT32,
                g ->
                    floats(g.scalar("axis", axis).op(op, "y", "x", "axis"))
                        .type("output_type", DataType.DT_INT32)));
      }
    }
    all.add(of("Softmax", ROWS, g -> floats(g.op("Softmax", "y", "x"))));
    all.add(of("LogSoftmax", ROWS, g -> floats(g.op("LogSoftmax", "y", "x"))));
  }

  /** TensorFlow's own maximum pool loses a NaN or keeps it, by its place in the window. */
  static NonfiniteGraph maxPool() {
    return of("MaxPool", IMAGE, g -> pool(g, "MaxPool"));
  }

  private static void layers(List<NonfiniteGraph> all) {
    for (String activation : List.of("Identity", "Relu", "Relu6", "Sigmoid", "Tanh", "Elu")) {
      all.add(of("MatMul and " + activation, ROWS, g -> dense(g, activation)));
      all.add(of("Conv2D and " + activation, IMAGE, g -> conv(g, "Conv2D", 4, activation)));
      all.add(
          of(
              "depthwise and " + activation,
              IMAGE,
              g -> conv(g, "DepthwiseConv2dNative", 1, activation)));
    }
    all.add(of("AvgPool", IMAGE, g -> pool(g, "AvgPool")));
    all.add(of("Conv2D, Relu6, Mean, Softmax", IMAGE, NonfiniteGraph::net));
  }

  private static GraphBuilder dense(GraphBuilder g, String activation) {
    g.floats("w", new long[] {37, 21}, numbers(37 * 21));
    floats(g.op("MatMul", "product", "x", "w"));
    g.floats("b", new long[] {21}, numbers(21));
    floats(g.op("BiasAdd", "sum", "product", "b"));
    return floats(g.op(activation, "y", "sum"));
  }

  private static GraphBuilder conv(GraphBuilder g, String op, int filters, String activation) {
    g.floats("w", new long[] {3, 3, 19, filters}, numbers(9 * 19 * filters));
    floats(g.op(op, "conv", "x", "w"))
        .attr("strides", new long[] {1, 1, 1, 1})
        .attr("padding", "SAME");
    return floats(g.op(activation, "y", "conv"));
  }

  private static GraphBuilder pool(GraphBuilder g, String op) {
    return floats(g.op(op, "y", "x"))
        .attr("ksize", new long[] {1, 2, 3, 1})
        .attr("strides", new long[] {1, 2, 2, 1})
        .attr("padding", "SAME");
  }

  /** A small net, whose classes must all be NaN when one of its numbers is. */
  private static GraphBuilder net(GraphBuilder g) {
    g.floats("w", new long[] {3, 3, 19, 4}, numbers(9 * 19 * 4));
    floats(g.op("Conv2D", "conv", "x", "w"))
        .attr("strides", new long[] {1, 1, 1, 1})
        .attr("padding", "SAME");
    floats(g.op("Relu6", "relu", "conv"));
    g.vector("axes", 1, 2);
    floats(g.op("Mean", "mean", "relu", "axes"));
    return floats(g.op("Softmax", "y", "mean"));
  }

  private static float[] numbers(int n) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (i * 5 % 13 - 6) * 0.05f;
    }
    return numbers;
  }

  private static GraphBuilder floats(GraphBuilder node) {
    return node.type("T", DataType.DT_FLOAT);
  }

  private static NonfiniteGraph of(String name, long[] dims, UnaryOperator<GraphBuilder> nodes) {
    return of(name, 1, dims, DType.FLOAT, nodes);
  }

  private static NonfiniteGraph of(
      String name, int inputs, long[] dims, DType result, UnaryOperator<GraphBuilder> nodes) {
    return new NonfiniteGraph(name, inputs, dims, result, nodes);
  }
}
