package io.kwsbench.suite.report;

import io.kwsbench.report.answer.Answer;
import io.kwsbench.report.answer.Timed;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.suite.result.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The answer of models side by side: the first, and how much faster than the others it is. */
final class SideBySideAnswer {
  private SideBySideAnswer() {}

  static Answer of(SideBySide result) {
    SideBySide.Entry first = result.entries().get(0);
    List<Answer.Rival> rivals = new ArrayList<>();
    List<String> notCompared = new ArrayList<>();
    for (SideBySide.Entry other : result.entries().subList(1, result.entries().size())) {
      other
          .ratio()
          .ifPresentOrElse(
              ratio ->
                  rivals.add(
                      new Answer.Rival(
                          other.name(),
                          inverse(ratio),
                          outputs(other).orElse("outputs not compared"))),
              () ->
                  notCompared.add(
                      "Not compared with "
                          + other.name()
                          + ": too few rounds"
                          + outputs(other).map(words -> "; " + words).orElse("")
                          + "."));
    }
    boolean clips = result.entries().stream().anyMatch(entry -> entry.outputs().isPresent());
    return new Answer(
        new Timed(
            first.name(),
            clips ? "clip" : "run",
            first.nanos().median() / 1e3,
            first.nanos().count(),
            first.threads(),
            OptionalDouble.empty(),
            new Timed.Interruption(result.interrupted(), 0)),
        rivals,
        notCompared,
        Optional.empty());
  }

  /** The first one's time over the other's. */
  private static RatioInterval inverse(RatioInterval ratio) {
    return new RatioInterval(1 / ratio.ratio(), 1 / ratio.high(), 1 / ratio.low(), ratio.level());
  }

  private static Optional<String> outputs(SideBySide.Entry other) {
    return other
        .outputs()
        .map(o -> "same top class for " + o.sameClass() + " of " + o.clips() + " clips");
  }
}
