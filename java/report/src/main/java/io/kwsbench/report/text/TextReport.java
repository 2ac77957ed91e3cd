package io.kwsbench.report.text;

import io.kwsbench.report.Comparison;
import io.kwsbench.report.Numbers;
import io.kwsbench.report.Report;
import io.kwsbench.report.ReportWriter;
import io.kwsbench.report.Result;
import java.io.IOException;

/** The report for people, and for scripts that read benchmark_model's. Thread-safe. */
public final class TextReport implements ReportWriter {
  private final TextOptions options;

  public TextReport(TextOptions options) {
    this.options = options;
  }

  @Override
  public void write(Report report, Appendable out) throws IOException {
    StringBuilder text = new StringBuilder();
    if (report.interrupted()) {
      text.append("Interrupted: this is what was measured so far.\n\n");
    }
    for (Result result : report.results()) {
      if (report.results().size() > 1) {
        text.append("### ").append(result.name()).append(" ###\n");
      }
      result(text, report, result);
    }
    report.comparisons().forEach(comparison -> comparison(text, comparison));
    report.roofline().ifPresent(roof -> new RooflineText(roof).appendTo(text, report.results()));
    new EnvironmentText(report).appendTo(text);
    for (Result result : report.results()) {
      text.append(closing(result, report.results().size() > 1)).append('\n');
    }
    out.append(text);
  }

  private void result(StringBuilder text, Report report, Result result) {
    new PhaseText(report, result).appendTo(text);
    new StatTables(result.ops(), options).appendTo(text);
    if (options.sizes()) {
      SizesText.appendTo(text, result.graph());
    }
    ComputeText compute = new ComputeText(result);
    if (options.flops()) {
      compute.appendEstimate(text);
    }
    compute.appendTo(text);
    new ResultText(result).appendTo(text);
  }

  private static void comparison(StringBuilder text, Comparison c) {
    text.append(StatTables.title("Comparison"));
    text.append(c.candidate()).append(" against ").append(c.reference()).append(": ");
    text.append("median time ratio ").append(Numbers.fixed(c.ratio().ratio(), 3));
    text.append(" (").append(Numbers.fixed(c.ratio().level() * 100, 0)).append("% interval ");
    text.append(Numbers.fixed(c.ratio().low(), 3)).append("…");
    text.append(Numbers.fixed(c.ratio().high(), 3)).append(")\n");
    text.append("outputs ").append(c.agree() ? "agree" : "DISAGREE");
    text.append(": same class on ").append(c.sameClass()).append(" of ").append(c.items());
    text.append(", largest difference ").append(Numbers.general(c.largestDifference()));
    text.append("\n\n");
  }

  private static String closing(Result result, boolean named) {
    return (named ? result.name() + ": " : "")
        + "Average inference timings in us: Warmup: "
        + Math.round(result.phases().warmUp().avg())
        + ", no stats: "
        + Math.round(result.phases().untraced().avg())
        + ", with stats: "
        + Math.round(result.phases().traced().avg());
  }
}
