package io.kwsbench.tensorflow.differential;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.tensorflow.proto.DataType;

/** A graph while it is made up, node by node. */
final class Sketch {
  private static final int MAX_ELEMENTS = 600;

  private final Random random;
  private final List<Step> steps = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();
  private final List<Value> ends = new ArrayList<>();
  private int names;

  Sketch(Random random) {
    this.random = random;
  }

  Random random() {
    return random;
  }

  List<Step> steps() {
    return steps;
  }

  /** Attributes of a node. */
  @FunctionalInterface
  interface Attributes {
    GraphBuilder add(GraphBuilder node);
  }

  /** A number from {@code low} to {@code high}, both included. */
  int number(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  boolean chance(double of) {
    return random.nextDouble() < of;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A computed or fed tensor of a certain sort, the newest the likeliest. */
  Optional<Value> pick(Predicate<Value> sort) {
    List<Value> fit = values.stream().filter(v -> !v.fixed()).filter(sort).toList();
    if (fit.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(chance(0.6) ? fit.get(fit.size() - 1) : one(fit));
  }

  List<Value> all(Predicate<Value> sort) {
    return values.stream().filter(v -> !v.fixed()).filter(sort).toList();
  }

  Value feed(List<Integer> dims, double low, double high) {
    Value value = value(DType.FLOAT, dims, Bounds.exact(low, high), false);
    steps.add(feed(value));
    return value;
  }

  static Step feed(Value value) {
    long[] dims = value.longs();
    return new Step(
        List.of(),
        List.of(value),
        (graph, name, none) -> graph.placeholder(name, proto(value.type()), dims));
  }

  /** Random numbers. */
  Value constant(List<Integer> dims, double low, double high) {
    int n = dims.stream().reduce(1, Math::multiplyExact);
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return constant(dims, numbers);
  }

  Value constant(List<Integer> dims, float... numbers) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float number : numbers) {
      low = Math.min(low, number);
      high = Math.max(high, number);
    }
    Value value = value(DType.FLOAT, dims, Bounds.exact(low, high), true);
    long[] longs = value.longs();
    steps.add(
        new Step(List.of(), List.of(value), (g, name, none) -> g.floats(name, longs, numbers)));
    return value;
  }

  Value ints(List<Integer> dims, int... numbers) {
    Value value = value(DType.INT32, dims, Bounds.exact(0, 0), true);
    long[] longs = value.longs();
    steps.add(new Step(List.of(), List.of(value), (g, name, none) -> g.ints(name, longs, numbers)));
    return value;
  }

  Value int64(long number) {
    Value value = value(DType.INT64, List.of(), Bounds.exact(0, 0), true);
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, number);
    steps.add(
        new Step(
            List.of(),
            List.of(value),
            (g, name, none) -> g.constant(name, DataType.DT_INT64, new long[0], bytes)));
    return value;
  }

  Value vector(List<Integer> numbers) {
    int[] all = numbers.stream().mapToInt(Integer::intValue).toArray();
    return ints(List.of(all.length), all);
  }

  Value scalar(int number) {
    return ints(List.of(), number);
  }

  /** A node of one float result, with {@code T}; empty where its numbers would be bad ones. */
  Optional<Value> op(
      String op, List<Integer> dims, Bounds bounds, List<Value> inputs, Attributes attributes) {
    return op(op, DType.FLOAT, dims, bounds, inputs, g -> attributes.add(floats(g)));
  }

  static GraphBuilder floats(GraphBuilder node) {
    return node.type("T", DataType.DT_FLOAT);
  }

  Optional<Value> op(String op, List<Integer> dims, Bounds bounds, Value... inputs) {
    return op(op, dims, bounds, List.of(inputs), g -> g);
  }

  /** A node of one result of any type; attributes name its types too. */
  Optional<Value> op(
      String op,
      DType type,
      List<Integer> dims,
      Bounds bounds,
      List<Value> inputs,
      Attributes attributes) {
    List<Value> made = ops(op, type, List.of(dims), bounds, inputs, attributes);
    return made.isEmpty() ? Optional.empty() : Optional.of(made.get(0));
  }

  /** A node of several results. */
  List<Value> ops(
      String op,
      DType type,
      List<List<Integer>> dims,
      Bounds bounds,
      List<Value> inputs,
      Attributes attributes) {
    int elements = 0;
    for (List<Integer> each : dims) {
      elements += each.stream().reduce(1, Math::multiplyExact);
    }
    if (!bounds.areFit() || elements == 0 || elements > MAX_ELEMENTS) {
      return List.of();
    }
    String node = "n" + names++;
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      String name = i == 0 ? node : node + ":" + i;
      outputs.add(
          new Value(name, type, dims.get(i), bounds.low(), bounds.high(), bounds.error(), false));
    }
    steps.add(
        new Step(inputs, outputs, (graph, name, from) -> attributes.add(graph.op(op, name, from))));
    values.addAll(outputs);
    return outputs;
  }

  /** Several nodes that make one float tensor, as one step. */
  Optional<Value> composed(
      List<Integer> dims, Bounds bounds, List<Value> inputs, Step.Writer writer) {
    Value made =
        new Value(
            "n" + names++, DType.FLOAT, dims, bounds.low(), bounds.high(), bounds.error(), false);
    steps.add(new Step(inputs, List.of(made), writer));
    values.add(made);
    return Optional.of(made);
  }

  /** A float node inside of an idiom, whose numbers may be any: no other draw reads it. */
  Value inner(String op, List<Integer> dims, List<Value> inputs, Attributes attributes) {
    Bounds any = new Bounds(0.1, 1, Double.POSITIVE_INFINITY);
    return unread(op, dims, any, inputs, attributes);
  }

  Value inner(String op, List<Integer> dims, Value... inputs) {
    return inner(op, dims, List.of(inputs), g -> g);
  }

  /** A float node that is fetched, and that no other draw reads: it may hold no numbers. */
  Value end(
      String op, List<Integer> dims, double error, List<Value> inputs, Attributes attributes) {
    Value made = unread(op, dims, new Bounds(0.1, 1, error), inputs, attributes);
    ends.add(made);
    return made;
  }

  /** The second result of a float node, of another type; no draw reads the first. */
  Optional<Value> second(
      String op, DType type, List<Integer> dims, Bounds bounds, Value... inputs) {
    Value first = inner(op, dims, inputs);
    Step step = steps.remove(steps.size() - 1);
    Value made =
        new Value(
            first.name() + ":1", type, dims, bounds.low(), bounds.high(), bounds.error(), false);
    steps.add(new Step(step.inputs(), List.of(first, made), step.writer()));
    values.add(made);
    return Optional.of(made);
  }

  /** What has to be fetched. */
  List<Value> ends() {
    return ends;
  }

  private Value unread(
      String op, List<Integer> dims, Bounds bounds, List<Value> inputs, Attributes attributes) {
    String node = "n" + names++;
    Value made =
        new Value(node, DType.FLOAT, dims, bounds.low(), bounds.high(), bounds.error(), false);
    steps.add(
        new Step(
            inputs,
            List.of(made),
            (graph, name, from) -> attributes.add(floats(graph.op(op, name, from)))));
    return made;
  }

  private Value value(DType type, List<Integer> dims, Bounds bounds, boolean fixed) {
    String name = (fixed ? "c" : "x") + names++;
    Value value = new Value(name, type, dims, bounds.low(), bounds.high(), bounds.error(), fixed);
    values.add(value);
    return value;
  }

  static DataType proto(DType type) {
    return switch (type) {
      case FLOAT -> DataType.DT_FLOAT;
      case INT32 -> DataType.DT_INT32;
      case INT64 -> DataType.DT_INT64;
      case BOOL -> DataType.DT_BOOL;
      default -> throw new IllegalArgumentException(type.label());
    };
  }
}
