package io.kwsbench.compile.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A plan as text: what {@code --dump_plan} prints.
 *
 * <pre>
 *  step kernel              arena      bytes  weights     MFLOP output and what it stands for
 *     0 conv_2d               192     204288    81920     8.171 conv1d_1/clip_by_value [1,399,128]
 *                                                               <- conv1d_1/Conv2D, …/mul_1 (9 nodes)
 * </pre>
 */
public final class PlanListing {
  private static final String ROW = "%5s %-20s %9s %9s %9s %9s %s%n";

  private PlanListing() {}

  /** The listing: feeds, steps with arena offsets, sizes, weights and FLOPs, fetches, totals. */
  public static String of(Plan plan) {
    StringBuilder text = new StringBuilder();
    plan.tensors().forEach(tensor -> text.append(line(tensor)));
    text.append(
        String.format(
            Locale.ROOT, ROW, "step", "kernel", "arena", "bytes", "weights", "MFLOP", "output"));
    double flops = 0;
    int trips = 1;
    int bodyEnd = 0;
    for (int i = 0; i < plan.steps().size(); i++) {
      Step step = plan.steps().get(i);
      trips = i < bodyEnd ? trips : 1;
      double own = StepFlops.of(step) * trips;
      flops += own;
      text.append(line(i, step, own));
      if (step.kernel() == Kernel.LOOP) {
        trips = StepFlops.trips(step);
        bodyEnd = i + 1 + StepFlops.bodySteps(step);
      }
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "%d steps, %.3f MFLOP, arena %d bytes, constants %d bytes%n",
                plan.steps().size(),
                flops / 1e6,
                plan.arenaBytes(),
                plan.constantBytes()))
        .toString();
  }

  private static String line(PlanTensor tensor) {
    return String.format(
        Locale.ROOT,
        "%s %s %s%s at %d, %d bytes%n",
        tensor.feed() ? "feed " : "fetch",
        tensor.name(),
        tensor.dtype().label(),
        tensor.shape(),
        tensor.offset(),
        tensor.bytes());
  }

  private static String line(int index, Step step, double flops) {
    Operand out = step.operands().isEmpty() ? Operand.NONE : step.operands().get(0);
    long weights =
        step.operands().stream()
            .filter(operand -> operand.space() == Operand.Space.CONSTANTS)
            .mapToLong(Operand::bytes)
            .sum();
    String row =
        String.format(
            Locale.ROOT,
            ROW,
            index,
            step.kernel().label(),
            out.offset(),
            out.bytes(),
            weights,
            String.format(Locale.ROOT, "%.3f", flops / 1e6),
            step.name());
    return step.nodes().size() < 2 ? row : row + " ".repeat(67) + fused(step.nodes());
  }

  private static String fused(List<String> nodes) {
    String names =
        nodes.stream()
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .distinct()
            .limit(8)
            .collect(Collectors.joining(", "));
    return "<- " + names + " (" + nodes.size() + " nodes)\n";
  }
}
