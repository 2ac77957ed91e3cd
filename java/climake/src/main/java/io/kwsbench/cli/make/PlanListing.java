package io.kwsbench.cli.make;

import io.kwsbench.Printable;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanTensor;
import io.kwsbench.plan.Product;
import io.kwsbench.plan.Step;
import io.kwsbench.stats.FlopCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    out.append("\t[step]\t                [kernel]\t   [MFLOP]\t[executed]\t[weights]");
    out.append("\t[name and shape]\t[operands]\t[nodes]\n");
    List<Figures> figures = figures();
    for (int i = 0; i < figures.size(); i++) {
      step(out, i, plan.steps().get(i), figures.get(i));
    }
    row(out, "", "", total(figures), "", "all steps");
    return out.toString();
  }

  private void step(StringBuilder out, int number, Step step, Figures figures) {
    row(
        out,
        String.valueOf(number),
        step.kernel().label(),
        figures,
        weights(step),
        Printable.of(step.name()),
        Printable.of(
            step.operands().stream().map(Operand::toString).collect(Collectors.joining(" "))),
        Printable.of(String.join(" ", step.nodes())));
  }

  /** The precision of a product's weights. */
  private static String weights(Step step) {
    return Product.of(step.params()).isPresent() ? step.precision().label() : "-";
  }

  private static void row(
      StringBuilder out, String number, String kernel, Figures figures, String... rest) {
    OptionalLong graph = figures.graph();
    out.append(
        String.format(
            Locale.ROOT,
            "\t%6s\t%24s\t%10s\t%10s\t%s\n",
            number,
            kernel,
            graph.isPresent() ? mega(graph.getAsLong()) : "unknown",
            mega(figures.executed()),
            String.join("\t", rest)));
  }

  private static String mega(long flops) {
    return String.format(Locale.ROOT, "%.3f", flops / 1e6);
  }

  /**
   * Floating-point operations per run.
   *
   * @param graph as the graph states them; empty where it does not know
   * @param executed what the engine executes for them
   */
  private record Figures(OptionalLong graph, long executed) {}

  /** Of each step, as a profile of the same model has them. */
  private List<Figures> figures() {
    FlopCounts counts = new FlopCounts(graph, shapes, 1);
    List<Double> executed = plan.executedFlops();
    List<Figures> figures = new ArrayList<>();
    for (int i = 0; i < executed.size(); i++) {
      Step step = plan.steps().get(i);
      long own = Math.round(executed.get(i));
      OptionalLong stated =
          counts.graphFlops(step.kernel().label(), step.name(), step.nodes(), OptionalLong.of(own));
      figures.add(new Figures(stated, own));
    }
    return figures;
  }

  /** The totals. */
  private static Figures total(List<Figures> figures) {
    return new Figures(
        OptionalLong.of(figures.stream().mapToLong(each -> each.graph().orElse(0)).sum()),
        figures.stream().mapToLong(Figures::executed).sum());
  }
}
