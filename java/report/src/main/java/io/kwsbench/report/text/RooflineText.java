package io.kwsbench.report.text;

import io.kwsbench.measure.Roofline;
import io.kwsbench.report.Numbers;
import io.kwsbench.report.Result;
import java.util.List;

/** What one core can do at most, and how much of that each result reaches. */
final class RooflineText {
  private final Roofline roof;

  RooflineText(Roofline roof) {
    this.roof = roof;
  }

  void appendTo(StringBuilder out, List<Result> results) {
    out.append(StatTables.title("Roofline"));
    out.append("one core: FMA peak ").append(Numbers.fixed(roof.fmaGflops(), 1));
    out.append(" GFLOP/s, OpenBLAS sgemm ").append(Numbers.fixed(roof.sgemmGflops(), 1));
    out.append(" GFLOP/s, copying ").append(Numbers.fixed(roof.copyGigabytes(), 1));
    out.append(" GB/s\n");
    for (Result result : results) {
      double gflops = result.flops().executedPerSecond() / 1e9;
      out.append(result.name()).append(": ").append(Numbers.fixed(gflops, 2));
      out.append(" GFLOP/s executed at the untraced median, ");
      out.append(Numbers.fixed(100 * gflops / roof.fmaGflops(), 1));
      out.append("% of one core's peak\n");
    }
    out.append('\n');
  }
}
