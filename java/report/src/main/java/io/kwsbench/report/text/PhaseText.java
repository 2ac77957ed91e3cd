package io.kwsbench.report.text;

import io.kwsbench.Printable;
import io.kwsbench.measure.RunLimit;
import io.kwsbench.report.GraphSection;
import io.kwsbench.report.Numbers;
import io.kwsbench.report.PhasesSection;
import io.kwsbench.report.Report;
import io.kwsbench.report.Result;
import io.kwsbench.stats.Distribution;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.stream.Collectors;

/** The head of the report: what ran, on what, and the phases with benchmark_model's figures. */
final class PhaseText {
  private final Report report;
  private final Result result;

  PhaseText(Report report, Result result) {
    this.report = report;
    this.result = result;
  }

  void appendTo(StringBuilder out) {
    GraphSection graph = result.graph();
    report
        .name()
        .map(Printable::of)
        .ifPresent(name -> out.append("Benchmark name: [").append(name).append("]\n"));
    out.append("Graph: [").append(Printable.of(graph.source())).append("], ");
    out.append(graph.fileBytes()).append(" bytes, ").append(graph.nodes()).append(" nodes, ");
    out.append(graph.weightBytes()).append(" bytes of weights\n");
    out.append("Input layers: [").append(Printable.of(names(graph.inputs()))).append("]\n");
    out.append("Output layers: [").append(Printable.of(names(graph.outputs()))).append("]\n");
    out.append("Engine: [").append(result.engine()).append(' ').append(result.engineVersion());
    out.append("], threads: [");
    out.append(result.threads() == 0 ? "engine's choice" : result.threads()).append("]\n");
    out.append(WorkloadText.of(report.workload()));
    out.append('\n');
    phases(out, result.phases());
  }

  private static void phases(StringBuilder out, PhasesSection phases) {
    out.append("Loaded the graph in ").append(Numbers.fixed(phases.loadUs() / 1e3, 3));
    out.append(" ms, made the session in ").append(Numbers.fixed(phases.prepareUs() / 1e3, 3));
    out.append(" ms\n");
    phase(out, phases.warmUpLimit(), "without", phases.warmUp());
    phase(out, phases.limit(), "without", phases.untraced());
    robust(out, phases.untraced());
    phase(out, phases.limit(), "with", phases.traced());
    robust(out, phases.traced());
    out.append('\n');
  }

  private static void phase(StringBuilder out, RunLimit limit, String stats, Distribution times) {
    out.append("Running benchmark for max ").append(limit.maxRuns()).append(" iterations, max ");
    out.append(Numbers.general(limit.maxSeconds())).append(" seconds ").append(stats);
    out.append(" detailed stat logging, with ").append(Numbers.general(limit.delaySeconds()));
    out.append("s sleep between inferences\n");
    out.append(StatTables.stat(times)).append('\n');
  }

  private static void robust(StringBuilder out, Distribution times) {
    if (times.count() == 0) {
      return;
    }
    out.append("  median=").append(Numbers.fixed(times.median(), 1));
    out.append(" p90=").append(Numbers.fixed(times.p90(), 1));
    out.append(" p95=").append(Numbers.fixed(times.p95(), 1));
    out.append(" p99=").append(Numbers.fixed(times.p99(), 1));
    out.append(" mad=").append(Numbers.fixed(times.mad(), 1));
    out.append(" outliers=").append(times.outliers()).append('\n');
  }

  private static String names(List<TensorSpec> specs) {
    return specs.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
  }
}
