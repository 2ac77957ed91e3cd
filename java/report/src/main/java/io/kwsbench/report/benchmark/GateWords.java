package io.kwsbench.report.benchmark;

import io.kwsbench.metadata.ChallengeGraph;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The challenge's conditions in words, the same in every locale. */
final class GateWords implements ChallengeGate.Visitor<GateWords.Words> {
  /** What a gate wants, and what was found. */
  record Words(String requirement, String measured) {}

  @Override
  public Words fileSize(ChallengeGate.FileSize gate) {
    return new Words(
        String.format(Locale.ROOT, "under %,d bytes", ChallengeGraph.SIZE_LIMIT),
        String.format(Locale.ROOT, "%,d bytes", gate.bytes()));
  }

  @Override
  public Words opTime(ChallengeGate.OpTime gate) {
    return new Words(
        String.format(
            Locale.ROOT,
            "sum of per-op times under %.0f ms",
            ChallengeGate.OpTime.MOST_MILLISECONDS),
        gate.measured()
            ? String.format(
                Locale.ROOT,
                "%.3f ms, the median of traced runs (untraced median %.3f ms)",
                gate.sumUs() / 1e3,
                gate.untracedMedianUs() / 1e3)
            : "not measured");
  }

  @Override
  public Words inputs(ChallengeGate.Inputs gate) {
    return new Words(String.join(", ", ChallengeGate.Inputs.WANTED), names(gate.found()));
  }

  @Override
  public Words output(ChallengeGate.Output gate) {
    return new Words(
        ChallengeGate.Output.WANTED + " float, " + gate.classes() + " classes",
        names(gate.found()));
  }

  private static String names(List<TensorSpec> specs) {
    return specs.isEmpty()
        ? "none found"
        : specs.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
  }
}
