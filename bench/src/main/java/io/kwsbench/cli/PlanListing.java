package io.kwsbench.cli;

import io.kwsbench.Printable;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.flops.Flops;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanTensor;
import io.kwsbench.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A plan for people: every step with what it was fused from. Operands are outputs first, {@code
 * @offset} in the arena or {@code #offset} in the constants.
 */
final class PlanListing {
  private final FrozenGraph graph;
  private final GraphShapes shapes;
  private final Plan plan;

  PlanListing(FrozenGraph graph, GraphShapes shapes, Plan plan) {
    this.graph = graph;
    this.shapes = shapes;
    this.plan = plan;
  }

  String text() {
    StringBuilder out = new StringBuilder();
    out.append(Printable.of(graph.source()))
        .append(": ")
        .append(plan.steps().size())
        .append(" steps, arena ");
    out.append(plan.arenaBytes()).append(" bytes, constants ").append(plan.constantBytes());
    out.append(" bytes\n");
    for (PlanTensor tensor : plan.tensors()) {
      out.append(tensor.feed() ? "feed  " : "fetch ")
          .append(Printable.of(tensor.name()))
          .append(' ');
      out.append(tensor.dtype().label()).append(tensor.shape());
      out.append(" @").append(tensor.offset()).append('\n');
    }
    out.append("\t[step]\t                [kernel]\t   [MFLOP]\t[name and shape]\t[operands]");
    out.append("\t[nodes]\n");
    for (int i = 0; i < plan.steps().size(); i++) {
      step(out, i, plan.steps().get(i));
    }
    return out.toString();
  }

  private void step(StringBuilder out, int number, Step step) {
    OptionalLong flops = flops(step.nodes());
    String mega =
        flops.isPresent() ? String.format(Locale.ROOT, "%.3f", flops.getAsLong() / 1e6) : "unknown";
    out.append(
        String.format(
            Locale.ROOT,
            "\t%6d\t%24s\t%10s\t%s\t%s\t%s\n",
            number,
            step.kernel().label(),
            mega,
            Printable.of(step.name()),
            Printable.of(
                step.operands().stream().map(Operand::toString).collect(Collectors.joining(" "))),
            Printable.of(String.join(" ", step.nodes()))));
  }

  /** Of one execution of all nodes that a step stands for; empty when one is not known. */
  private OptionalLong flops(List<String> nodes) {
    long sum = 0;
    for (String name : nodes) {
      Optional<Node> node = graph.node(name);
      OptionalLong flops = node.isPresent() ? Flops.of(node.get(), shapes) : OptionalLong.empty();
      if (flops.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += flops.getAsLong();
    }
    return OptionalLong.of(sum);
  }
}
