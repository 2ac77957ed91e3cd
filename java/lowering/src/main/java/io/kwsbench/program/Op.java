package io.kwsbench.program;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One operation of a program.
 *
 * @param kind what it does
 * @param inputs what it reads, in the order that its kind tells
 * @param outputs what it makes
 * @param nodes names of the graph's nodes that it stands for
 */
public record Op(OpKind kind, List<Tensor> inputs, List<Tensor> outputs, List<String> nodes) {
  public Op {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
  }

  public static Op of(OpKind kind, List<Tensor> inputs, Tensor output, String node) {
    return new Op(kind, inputs, List.of(output), List.of(node));
  }

  public Tensor in(int i) {
    return i < inputs.size() ? inputs.get(i) : Tensor.NONE;
  }

  /** The first output. */
  public Tensor out() {
    return outputs.get(0);
  }

  public Op withInputs(List<Tensor> others) {
    return new Op(kind, others, outputs, nodes);
  }

  /** The same for other nodes of the graph. */
  public Op withNodes(List<String> others) {
    return new Op(kind, inputs, outputs, others);
  }

  /** The same with input {@code i} replaced. */
  public Op withInput(int i, Tensor other) {
    List<Tensor> others = new ArrayList<>(inputs);
    while (others.size() <= i) {
      others.add(Tensor.NONE);
    }
    others.set(i, other);
    return withInputs(others);
  }

  /** This operation and another as one of a new kind that makes what {@code next} made. */
  public Op fused(OpKind kind, List<Tensor> inputs, Op next) {
    Set<String> both = new LinkedHashSet<>(nodes);
    both.addAll(next.nodes);
    return new Op(kind, inputs, next.outputs, List.copyOf(both));
  }
}
