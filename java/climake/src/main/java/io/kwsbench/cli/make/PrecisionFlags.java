package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.DidYouMean;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.compile.emit.WeightNoise;
import io.kwsbench.measure.precision.CompiledForm;
import io.kwsbench.plan.Precision;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Flags for the precisions to compare, and for what one may cost. */
@FlagGroup("precision")
final class PrecisionFlags {
  /** Arithmetic in fewer bits, which many expect. */
  private static final Set<String> NOT_YET = Set.of("int8", "bf16");

  /** Nodes that a message names. */
  private static final int EXAMPLES = 3;

  @Parameter(
      names = "--to",
      order = 4,
      description =
          "precisions to compare with float32, comma-separated: weights8, weights16; default: both")
  @Choices(
      value = {"weights8", "weights16"},
      list = true)
  private List<String> to = List.of();

  @Parameter(
      names = "--max_drop",
      order = 4,
      description =
          "gate: accuracy that a precision may lose, in points of a hundred; exit code 4 if each"
              + " loses more")
  private double maxDrop = 0.2;

  @Parameter(
      names = "--keep",
      order = 4,
      description =
          "graph nodes whose weights stay floats, comma-separated, such as the worst ones of the"
              + " report; default: none")
  private List<String> keep = List.of();

  double maxDrop() {
    if (!(maxDrop >= 0 && maxDrop <= 100)) {
      throw new ParameterException("--max_drop: " + maxDrop + " is not between 0 and 100");
    }
    return maxDrop;
  }

  /**
   * The precisions to compare with floats.
   *
   * @throws ParameterException when there is none of a name
   */
  List<Precision> precisions() {
    return to.isEmpty() ? lower() : to.stream().map(PrecisionFlags::named).distinct().toList();
  }

  private static List<Precision> lower() {
    return Arrays.stream(Precision.values()).filter(one -> one != Precision.FLOAT32).toList();
  }

  private static Precision named(String name) {
    List<String> names = lower().stream().map(Precision::label).toList();
    String known = String.join(", ", names);
    if (NOT_YET.contains(name)) {
      throw new ParameterException("--to: " + name + " is not built yet; there are " + known);
    }
    return Precision.of(name)
        .filter(one -> one != Precision.FLOAT32)
        .orElseThrow(
            () ->
                new ParameterException(
                    "--to: '" + name + "' is none of " + known + DidYouMean.hint(name, names)));
  }

  Set<String> kept() {
    return new LinkedHashSet<>(keep);
  }

  /**
   * Requires that each kept node has weights.
   *
   * @throws ParameterException naming one that has none, and some that have
   */
  void requireWeights(CompiledForm form) {
    for (String node : keep) {
      if (form.weights().stream().noneMatch(weights -> weights.nodes().contains(node))) {
        List<String> some =
            form.weights().stream()
                .map(WeightNoise::nodes)
                .filter(nodes -> !nodes.isEmpty())
                .limit(EXAMPLES)
                .map(nodes -> nodes.get(0))
                .toList();
        throw new ParameterException(
            "--keep: no node '"
                + node
                + "' has weights"
                + (some.isEmpty() ? "" : ", such as " + String.join(", ", some)));
      }
    }
  }
}
