package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.MemorySection;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.report.benchmark.TracingSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Memory, the cost of tracing and real time; then the verdict. */
final class ResultText {
  private static final int WIDTH = 26;
  private final Result result;

  ResultText(Result result) {
    this.result = result;
  }

  void add(List<Section> sections) {
    sections.add(new Section.Title("Memory"));
    sections.add(new Section.Facts(WIDTH, memory(result.costs().memory())));
    sections.add(Section.GAP);
    tracing(sections, result.costs().tracing());
    result
        .costs()
        .realTimeFactor()
        .ifPresent(
            factor -> {
              sections.add(
                  Section.Prose.of(
                      Lines.format(
                          "Real-time factor: %s (%.0f times faster than the sound)",
                          CppNumbers.general(factor), 1 / factor)));
              sections.add(Section.GAP);
            });
    double seconds = result.phases().untraced().median() / 1e6;
    VerdictText.gates(sections, result.name(), seconds, result.answers().gates());
    VerdictText.heard(sections, result.answers().heard());
  }

  private static List<Section.Fact> memory(MemorySection memory) {
    List<Section.Fact> facts = new ArrayList<>();
    facts.add(fact("weights", Optional.of(memory.weights())));
    if (memory.packedWeights().isPresent()) {
      facts.add(fact("weights, packed", memory.packedWeights()));
    }
    facts.add(fact("activations, peak", memory.activationsPeak()));
    facts.add(fact("process, before loading", memory.residentBefore()));
    facts.add(fact("process, after the runs", memory.residentAfter()));
    facts.add(fact("process, peak", memory.residentPeak()));
    facts.add(fact("JVM heap in use", Optional.of(memory.heap())));
    return facts;
  }

  private static Section.Fact fact(String what, Optional<Long> bytes) {
    return new Section.Fact(
        what, bytes.map(b -> CppNumbers.mebibytes(b) + " (" + b + " bytes)").orElse("unknown"));
  }

  private static void tracing(List<Section> sections, TracingSection tracing) {
    if (tracing.tracedMedianUs() == 0) {
      return;
    }
    sections.add(new Section.Title("Cost of tracing"));
    sections.add(
        new Lines()
            .add(
                "a run: %.1f us untraced, %.1f us traced (x%.2f)",
                tracing.untracedMedianUs(), tracing.tracedMedianUs(), tracing.ratio())
            .add(
                "of a traced run: ops %.1f us, dispatch between them %.1f us, feeding and"
                    + " collecting the trace %.1f us",
                tracing.opSumMedianUs(), tracing.dispatchUs(), tracing.collectingUs())
            .add(
                "ops cover %.1f%% of the span from the first op's start to the last op's end",
                tracing.explained() * 100)
            .prose());
    sections.add(Section.GAP);
  }
}
