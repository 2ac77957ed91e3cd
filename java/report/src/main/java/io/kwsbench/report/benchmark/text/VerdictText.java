package io.kwsbench.report.benchmark.text;

import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.report.GateStatus;
import io.kwsbench.report.Section;
import io.kwsbench.report.Verdict;
import io.kwsbench.report.benchmark.ChallengeGate;
import java.util.List;

/** Gates and the classes heard, of a graph as of a compiled model. */
public final class VerdictText {
  private VerdictText() {}

  /**
   * Every gate, whether it is met and by what.
   *
   * @param seconds that a run of the subject takes
   */
  public static void gates(
      List<Section> sections, String subject, double seconds, List<ChallengeGate> gates) {
    sections.add(new Section.Title("Challenge gates"));
    sections.add(
        new Section.Verdicts(
            subject,
            seconds,
            Section.Form.SENTENCES,
            gates.stream().map(VerdictText::verdict).toList()));
    sections.add(Section.GAP);
  }

  private static Verdict verdict(ChallengeGate gate) {
    ChallengeGate.Told told = gate.told();
    return new Verdict(
        gate.name(),
        "",
        gate.pass() ? GateStatus.PASS : GateStatus.FAIL,
        !gate.pass(),
        told.measured(),
        told.requirement(),
        "",
        "");
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
