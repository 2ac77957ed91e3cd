package io.kwsbench.report.text;

import io.kwsbench.report.MemorySection;
import io.kwsbench.report.Numbers;
import io.kwsbench.report.Result;
import io.kwsbench.report.TracingSection;

/** Memory, the cost of tracing and real time; then the verdict. */
final class ResultText {
  private final Result result;

  ResultText(Result result) {
    this.result = result;
  }

  void appendTo(StringBuilder out) {
    memory(out, result.memory());
    tracing(out, result.tracing());
    result
        .realTimeFactor()
        .ifPresent(
            factor -> {
              out.append("Real-time factor: ").append(Numbers.general(factor));
              out.append(" (").append(Numbers.fixed(1 / factor, 0));
              out.append(" times faster than the sound)\n\n");
            });
    VerdictText.gates(out, result.gates());
    VerdictText.heard(out, result.heard());
  }

  private static void memory(StringBuilder out, MemorySection memory) {
    out.append(StatTables.title("Memory"));
    line(out, "weights", memory.weights());
    if (memory.packedWeights() >= 0) {
      line(out, "weights, packed", memory.packedWeights());
    }
    line(out, "activations, peak", memory.activationsPeak());
    line(out, "process, before loading", memory.residentBefore());
    line(out, "process, after the runs", memory.residentAfter());
    line(out, "process, peak", memory.residentPeak());
    line(out, "JVM heap in use", memory.heap());
    out.append('\n');
  }

  private static void line(StringBuilder out, String what, long bytes) {
    out.append("  ").append(what).append(" ".repeat(26 - what.length()));
    out.append(bytes < 0 ? "unknown" : Numbers.mebibytes(bytes) + " (" + bytes + " bytes)");
    out.append('\n');
  }

  private static void tracing(StringBuilder out, TracingSection tracing) {
    if (tracing.tracedMedianUs() == 0) {
      return;
    }
    out.append(StatTables.title("Cost of tracing"));
    out.append("a run: ").append(Numbers.fixed(tracing.untracedMedianUs(), 1));
    out.append(" us untraced, ").append(Numbers.fixed(tracing.tracedMedianUs(), 1));
    out.append(" us traced (x").append(Numbers.fixed(tracing.ratio(), 2)).append(")\n");
    out.append("of a traced run: ops ").append(Numbers.fixed(tracing.opSumMedianUs(), 1));
    out.append(" us, dispatch between them ").append(Numbers.fixed(tracing.dispatchUs(), 1));
    out.append(" us, feeding and collecting the trace ");
    out.append(Numbers.fixed(tracing.collectingUs(), 1)).append(" us\n");
    out.append("ops account for ").append(Numbers.fixed(tracing.explained() * 100, 1));
    out.append("% of the time from the first to the end of the last\n\n");
  }
}
