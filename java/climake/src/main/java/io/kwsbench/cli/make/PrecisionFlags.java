package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.DidYouMean;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.compile.emit.WeightNoise;
import io.kwsbench.measure.precision.CompiledForm;
import io.kwsbench.plan.Precision;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Flags for the precisions to compare, and for what one may cost. */
@FlagGroup("precision")
final class PrecisionFlags {
  /** Those that every processor runs. */
  private static final List<Precision> USUAL = List.of(Precision.WEIGHTS8, Precision.WEIGHTS16);

  /** Integer arithmetic, which is no precision of weights. */
  private static final String INT8 = Int8Form.NAME;

  /** Nodes that a message names. */
  private static final int EXAMPLES = 3;

  @Parameter(
      names = "--to",
      order = 4,
      description =
          "precisions to compare with float32, comma-separated: weights8, weights16, bf16 (bfloat16"
              + " arithmetic, on processors with AVX-512 BF16), int8 (integer arithmetic); default:"
              + " weights8,weights16")
  @Choices(
      value = {"weights8", "weights16", "bf16", "int8"},
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
          "graph nodes that stay in floats, comma-separated, such as the worst ones of the report;"
              + " default: none")
  private List<String> keep = List.of();

  @Parameter(
      names = "--calibrate",
      order = 4,
      description = "number of training clips from which int8 takes the ranges of activations")
  private int calibrate = 200;

  double maxDrop() {
    if (!(maxDrop >= 0 && maxDrop <= 100)) {
      throw new ParameterException("--max_drop: " + maxDrop + " is not between 0 and 100");
    }
    return maxDrop;
  }

  /**
   * The precisions of weights to compare with floats.
   *
   * @throws ParameterException when there is none of a name
   */
  List<Precision> precisions() {
    return to.isEmpty()
        ? USUAL
        : to.stream()
            .filter(name -> !name.equals(INT8))
            .map(PrecisionFlags::named)
            .distinct()
            .toList();
  }

  /** Returns whether integer arithmetic is to be compared, too. */
  boolean integers() {
    return to.contains(INT8);
  }

  /**
   * The number of clips for the ranges of activations.
   *
   * @throws ParameterException when there are none
   */
  int calibrationClips() {
    if (calibrate < 1) {
      throw new ParameterException("--calibrate: " + calibrate + " is not positive");
    }
    return calibrate;
  }

  /**
   * Refuses what would change nothing.
   *
   * @throws ParameterException naming the flag
   */
  void check(TypedFlags typed) {
    typed.refuse(!integers(), "needs --to int8", "--calibrate");
  }

  private static List<Precision> lower() {
    return Arrays.stream(Precision.values()).filter(one -> one != Precision.FLOAT32).toList();
  }

  private static Precision named(String name) {
    List<String> names =
        Stream.concat(lower().stream().map(Precision::label), Stream.of(INT8)).toList();
    String known = String.join(", ", names);
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
   * @param steps names of nodes of the steps that may compute with integers
   * @throws ParameterException naming one that has none, and some that have
   */
  void requireWeights(CompiledForm form, List<List<String>> steps) {
    for (String node : keep) {
      boolean known =
          steps.stream().anyMatch(nodes -> nodes.contains(node))
              || form.steps().stream().anyMatch(weights -> weights.nodes().contains(node));
      if (!known) {
        List<String> some =
            form.steps().stream()
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
