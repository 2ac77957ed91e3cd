package io.kwsbench.rewrite.ir;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One operation of a graph that is being made. Equality is identity. */
public final class IrNode {
  private final String name;
  private final String op;
  private final List<Value> inputs;
  private final Attrs attrs;
  private final Literal constant;
  private final Recurrence recurrence;
  private final List<Value> outputs = new ArrayList<>();
  private final Set<String> origins = new LinkedHashSet<>();

  IrNode(
      String name,
      String op,
      List<Value> inputs,
      Attrs attrs,
      Literal constant,
      Recurrence recurrence) {
    this.name = name;
    this.op = op;
    this.inputs = new ArrayList<>(inputs);
    this.attrs = attrs;
    this.constant = constant;
    this.recurrence = recurrence;
  }

  Value addOutput(DType type, int... shape) {
    Value value = new Value(this, outputs.size(), type, shape);
    outputs.add(value);
    return value;
  }

  void addInput(Value value) {
    inputs.add(value);
  }

  void addOrigins(Collection<String> names) {
    origins.addAll(names);
  }

  /**
   * Names of the nodes that this one stands for, in the graph that was read; empty in one that was
   * made.
   */
  public List<String> origins() {
    return List.copyOf(origins);
  }

  /** Unique in the graph. */
  public String name() {
    return name;
  }

  /** The part of the name before its last slash: the layer that this node comes from. */
  public String scope() {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  /** TensorFlow's op type. */
  public String op() {
    return op;
  }

  public List<Value> inputs() {
    return List.copyOf(inputs);
  }

  public Value input(int index) {
    return inputs.get(index);
  }

  public Attrs attrs() {
    return attrs;
  }

  public List<Value> outputs() {
    return List.copyOf(outputs);
  }

  public Value output(int index) {
    return outputs.get(index);
  }

  /** The value of a {@code Const}, null for every other operation. */
  public Literal constant() {
    return constant;
  }

  /** The repeated body of a {@link Recurrence#OP} node, null for every other operation. */
  public Recurrence recurrence() {
    return recurrence;
  }

  @Override
  public String toString() {
    return op + " " + name;
  }
}
