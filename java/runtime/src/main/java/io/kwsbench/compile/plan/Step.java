package io.kwsbench.compile.plan;

import java.util.Arrays;
import java.util.List;

/**
 * One step of a plan.
 *
 * @param kernel what runs
 * @param operands outputs first
 * @param params the kernel's parameters, as the header lays them out
 * @param name a label for people, with shapes
 * @param nodes the graph's nodes that it stands for
 */
public record Step(
    Kernel kernel, List<Operand> operands, byte[] params, String name, List<String> nodes) {
  public Step {
    operands = List.copyOf(operands);
    params = params.clone();
    nodes = List.copyOf(nodes);
  }

  /** What it writes; optional outputs that are absent are left out. */
  public List<Operand> outputs() {
    return operands.subList(0, Math.min(kernel.outputs(), operands.size())).stream()
        .filter(operand -> operand.space() != Operand.Space.NONE)
        .toList();
  }

  @Override
  public byte[] params() {
    return params.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Step that
        && kernel == that.kernel
        && operands.equals(that.operands)
        && Arrays.equals(params, that.params)
        && name.equals(that.name)
        && nodes.equals(that.nodes);
  }

  @Override
  public int hashCode() {
    return 31 * operands.hashCode() + kernel.hashCode();
  }
}
