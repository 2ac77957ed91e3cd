package io.kwsbench.report.benchmark.text;

import io.kwsbench.measure.RunLimit;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.GraphSection;
import io.kwsbench.report.benchmark.PhasesSection;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.stats.Distribution;
import java.util.List;

/** The head of the report: what ran, on what, and the phases with benchmark_model's figures. */
final class PhaseText {
  private final BenchmarkResult benchmark;
  private final Result result;

  PhaseText(BenchmarkResult benchmark, Result result) {
    this.benchmark = benchmark;
    this.result = result;
  }

  void add(List<Section> sections) {
    sections.add(subject().prose());
    sections.add(WorkloadText.of(benchmark.workload()));
    sections.add(Section.GAP);
    sections.add(phases(result.phases()).prose());
    sections.add(Section.GAP);
  }

  private Lines subject() {
    GraphSection graph = result.graph();
    Lines lines = new Lines();
    benchmark.name().ifPresent(name -> lines.add("Benchmark name: [%s]", name));
    lines.add(
        "Graph: [%s], %d bytes, %d nodes, %d bytes of weights",
        graph.source(), graph.fileBytes(), graph.nodes(), graph.weightBytes());
    graph.importedFrom().ifPresent(model -> lines.add("Imported from: [%s]", model));
    graph.frontEnd().ifPresent(text -> lines.add("Front end: [%s]", text));
    lines.add("Input layers: [%s]", ModelFacts.names(graph.inputs()));
    lines.add("Output layers: [%s]", ModelFacts.names(graph.outputs()));
    lines.add(
        "Engine: [%s %s], threads: [%s]",
        result.engine().engine(),
        result.engine().engineVersion(),
        result.engine().threads() == 0 ? "engine's choice" : result.engine().threads());
    return lines;
  }

  private static Lines phases(PhasesSection phases) {
    Lines lines = new Lines();
    lines.add(
        "Loaded the graph in %.3f ms, made the session in %.3f ms",
        phases.loadUs() / 1e3, phases.prepareUs() / 1e3);
    phase(lines, phases.warmUpLimit(), "without", phases.warmUp());
    phase(lines, phases.limit(), "without", phases.untraced());
    robust(lines, phases.untraced());
    phase(lines, phases.limit(), "with", phases.traced());
    robust(lines, phases.traced());
    return lines;
  }

  private static void phase(Lines lines, RunLimit limit, String stats, Distribution times) {
    lines.add(
        "Running benchmark for max %d iterations, max %s seconds %s detailed stat logging, with %ss"
            + " sleep between inferences",
        limit.maxRuns(),
        CppNumbers.general(limit.maxSeconds()),
        stats,
        CppNumbers.general(limit.delaySeconds()));
    lines.add("%s", StatTables.stat(times));
  }

  private static void robust(Lines lines, Distribution times) {
    if (times.count() > 0) {
      lines.add(
          "  median=%.1f p90=%.1f p95=%.1f p99=%.1f mad=%.1f outliers=%d",
          times.median(), times.p90(), times.p95(), times.p99(), times.mad(), times.outliers());
    }
  }
}
