package io.kwsbench.report.benchmark;

import io.kwsbench.metadata.ChallengeGraph;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The conditions of the TensorFlow Speech Recognition Challenge's Raspberry Pi prize: a frozen
 * graph under 5,000,000 bytes that runs in under 200 ms, with given names and shapes of its input
 * and output. The challenge had twelve classes; a graph whose labels are known is held to their
 * number instead.
 */
public final class Gates {
  private static final double MOST_MILLISECONDS = 200;
  private static final List<String> INPUTS =
      List.of(ChallengeGraph.DATA + ":0 float[16000,1]", ChallengeGraph.DATA + ":1 int32[]");
  private static final String OUTPUT = ChallengeGraph.OUTPUT + ":0";
  private static final int CHALLENGE_CLASSES = 12;

  private Gates() {}

  /**
   * The conditions, and whether they are met.
   *
   * @param fileBytes of the model's file
   * @param inputs what the graph itself wants to be fed
   * @param outputs what the graph itself computes
   * @param labels how many labels its classes have, where they are known
   * @param opSumUs median over the traced runs of a run's summed op times; 0 when nothing was
   *     traced
   * @param untracedMedianUs told beside it
   */
  public static List<Gate> of(
      long fileBytes,
      List<TensorSpec> inputs,
      List<TensorSpec> outputs,
      OptionalInt labels,
      double opSumUs,
      double untracedMedianUs) {
    int classes = labels.orElse(CHALLENGE_CLASSES);
    return List.of(
        new Gate(
            "file_size",
            String.format(Locale.ROOT, "under %,d bytes", ChallengeGraph.SIZE_LIMIT),
            String.format(Locale.ROOT, "%,d bytes", fileBytes),
            fileBytes < ChallengeGraph.SIZE_LIMIT),
        new Gate(
            "op_time",
            String.format(Locale.ROOT, "sum of per-op times under %.0f ms", MOST_MILLISECONDS),
            opSumUs > 0
                ? String.format(
                    Locale.ROOT,
                    "%.3f ms, the median of traced runs (untraced median %.3f ms)",
                    opSumUs / 1e3,
                    untracedMedianUs / 1e3)
                : "not measured",
            opSumUs > 0 && opSumUs / 1e3 < MOST_MILLISECONDS),
        new Gate(
            "inputs",
            String.join(", ", INPUTS),
            names(inputs),
            inputs.stream().map(TensorSpec::toString).toList().equals(INPUTS)),
        new Gate(
            "output",
            OUTPUT + " float, " + classes + " classes",
            names(outputs),
            outputs.size() == 1 && isOf(classes, outputs.get(0))));
  }

  private static boolean isOf(int classes, TensorSpec output) {
    return output.name().toString().equals(OUTPUT)
        && output.dtype() == DType.FLOAT
        && output.shape().isStatic()
        && output.shape().rank() > 0
        && output.shape().dim(-1) == classes
        && output.shape().elements().orElse(0) == classes;
  }

  private static String names(List<TensorSpec> specs) {
    return specs.isEmpty()
        ? "none found"
        : specs.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
  }
}
