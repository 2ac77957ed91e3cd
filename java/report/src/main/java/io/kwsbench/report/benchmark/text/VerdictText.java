package io.kwsbench.report.benchmark.text;

import io.kwsbench.gate.GateResult;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.report.GateVerdict;
import io.kwsbench.report.Section;
import java.util.List;

/** Gates and the classes heard, of a graph as of a compiled model. */
public final class VerdictText {
  private VerdictText() {}

  /**
   * The results of all gates; empty without gates.
   *
   * @param seconds that a run of the subject takes
   */
  public static void gates(
      List<Section> sections, String subject, double seconds, List<GateResult> gates) {
    if (gates.isEmpty()) {
      return;
    }
    sections.add(new Section.Title("Gates"));
    sections.add(
        new Section.Verdicts(
            subject,
            seconds,
            gates.stream().map(gate -> GateVerdict.of(gate, gate.status().isFailure())).toList()));
    sections.add(Section.GAP);
  }

  /** The likeliest classes of every clip; nothing where none is heard. */
  public static void heard(List<Section> sections, List<ClipPrediction> heard) {
    if (!heard.isEmpty()) {
      sections.add(new Section.Title("Heard"));
      sections.add(new Section.Heard(heard));
      sections.add(Section.GAP);
    }
  }
}
