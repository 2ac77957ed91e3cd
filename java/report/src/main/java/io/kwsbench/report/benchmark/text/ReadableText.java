package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.answer.Speedup;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.Comparison;
import io.kwsbench.report.benchmark.PhasesSection;
import io.kwsbench.report.benchmark.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * The text that people read: at most 100 columns and two screens. The answer stands first and last,
 * what makes it doubtful right after it; every time is a median, and each figure stands once.
 */
final class ReadableText {
  private static final int MAX_CLIPS = 10;

  private final BenchmarkResult benchmark;
  private final List<Section> sections = new ArrayList<>();

  private ReadableText(BenchmarkResult benchmark) {
    this.benchmark = benchmark;
  }

  static List<Section> of(BenchmarkResult benchmark) {
    return new ReadableText(benchmark).sections().stream().map(Section::withoutRules).toList();
  }

  private List<Section> sections() {
    sections.add(benchmark.answer());
    sections.add(Section.GAP);
    doubts();
    new ModelFacts(benchmark).add(sections);
    summary();
    ops();
    for (Result result : benchmark.results()) {
      double seconds = result.phases().untraced().median() / 1e6;
      VerdictText.gates(sections, result.name(), seconds, result.answers().gates());
    }
    heard();
    benchmark.roofline().ifPresent(roof -> RooflineText.add(sections, roof, benchmark.results()));
    sections.add(new Section.Title("Environment"));
    sections.add(new EnvironmentText(benchmark.environment()).known(benchmark.results()));
    sections.add(Section.GAP);
    sections.add(benchmark.answer());
    return sections;
  }

  private void doubts() {
    int before = sections.size();
    if (benchmark.interrupted()) {
      sections.add(Section.Prose.of(interruption()));
    }
    if (!benchmark.doubts().isEmpty()) {
      sections.add(new Section.Warnings("warning: ", benchmark.doubts()));
    }
    if (!benchmark.workload().warnings().isEmpty()) {
      sections.add(WorkloadText.warnings(benchmark.workload()));
    }
    if (sections.size() > before) {
      sections.add(Section.GAP);
    }
  }

  /** The missing parts of a measurement that was stopped, and why its figures are valid. */
  private String interruption() {
    PhasesSection phases = benchmark.results().get(0).phases();
    boolean tracing = phases.traced().count() > 0;
    long runs = tracing ? phases.traced().count() : phases.untraced().count();
    int planned = phases.limit().maxRuns();
    return Lines.format(
        "Interrupted after %,d%s %sruns; the figures are those of the runs that were made.",
        runs, planned > 0 ? Lines.format(" of %,d", planned) : "", tracing ? "traced " : "");
  }

  /** Op types of every result; nodes of the one that the answer is about. */
  private void ops() {
    for (Result result : benchmark.results()) {
      new OpTables(result).addTypes(sections);
    }
    new OpTables(benchmark.results().get(0)).addNodes(sections);
  }

  private void summary() {
    sections.add(new Section.Title("Summary"));
    sections.add(SummaryTable.of(benchmark.results()));
    SummaryTable.sharedMemory(benchmark.results()).ifPresent(sections::add);
    benchmark.comparisons().stream()
        .flatMap(one -> one.ratio().stream())
        .findFirst()
        .ifPresent(ratio -> sections.add(Speedup.note(ratio.level())));
    for (Comparison one : benchmark.comparisons()) {
      sections.add(
          new Lines()
              .add(
                  "outputs of %s and %s: largest difference %.3g, same class for %d of %d",
                  one.candidate(),
                  one.reference(),
                  one.largestDifference(),
                  one.sameClass(),
                  one.items())
              .prose());
    }
    sections.add(Section.GAP);
  }

  /** The likeliest classes of each clip; the engines' outputs are compared elsewhere. */
  private void heard() {
    var clips = benchmark.results().get(0).answers().heard();
    if (clips.isEmpty()) {
      return;
    }
    sections.add(new Section.Title("Heard"));
    sections.add(new Section.Heard(clips.subList(0, Math.min(MAX_CLIPS, clips.size()))));
    if (clips.size() > MAX_CLIPS) {
      sections.add(new Lines().add("and %d more clips", clips.size() - MAX_CLIPS).prose());
    }
    sections.add(Section.GAP);
  }
}
