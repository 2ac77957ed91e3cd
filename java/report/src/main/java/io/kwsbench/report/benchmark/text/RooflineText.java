package io.kwsbench.report.benchmark.text;

import io.kwsbench.measure.Roofline;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.Result;
import java.util.List;

/** The peak of one core, and the share of it that each result reaches. */
final class RooflineText {
  private RooflineText() {}

  static void add(List<Section> sections, Roofline roof, List<Result> results) {
    Lines lines = new Lines();
    lines.add(
        "one core: FMA peak %.1f GFLOP/s (%.1f sustained), OpenBLAS sgemm %.1f GFLOP/s, copying"
            + " %.1f GB/s",
        roof.fmaGflops(), roof.sustainedGflops(), roof.sgemmGflops(), roof.copyGigabytes());
    for (Result result : results) {
      double gflops = result.costs().flops().rates().executedPerSecond() / 1e9;
      lines.add(
          "%s: %.2f GFLOP/s executed at the untraced median, %.1f%% of one core's peak",
          result.name(), gflops, 100 * gflops / roof.fmaGflops());
    }
    sections.add(new Section.Title("Roofline"));
    sections.add(lines.prose());
    sections.add(Section.GAP);
  }
}
