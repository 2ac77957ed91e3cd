package io.kwsbench.cli.measure;

import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.output.ReportFormat;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.report.Report;
import io.kwsbench.report.render.Format;
import io.kwsbench.suite.report.SuiteReport;
import io.kwsbench.suite.report.Undecided;
import io.kwsbench.suite.result.SuiteResult;
import io.kwsbench.usage.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The formats of a suite's report and their files. */
final class SuiteOutputs {
  private final Undecided undecided;
  private final Map<String, Format> byFile = new LinkedHashMap<>();

  private SuiteOutputs(Undecided undecided) {
    this.undecided = undecided;
  }

  /**
   * @throws ParameterException for an unknown format
   */
  static SuiteOutputs of(SuiteOptions options) {
    SuiteOutputs outputs = new SuiteOutputs(undecided(options.undecided));
    for (String report : options.reports) {
      int equals = report.indexOf('=');
      if (equals < 1 || equals == report.length() - 1) {
        throw new ParameterException("--report is FORMAT=FILE, not '" + report + "'");
      }
      outputs.byFile.put(
          report.substring(equals + 1),
          ReportFormat.of(
              "the format of --report", report.substring(0, equals), SuiteReport.FORMATS));
    }
    outputs.byFile.put("", ReportFormat.of(options.format, SuiteReport.FORMATS));
    return outputs;
  }

  /** The meaning of open gates to someone who types flags; {@code code} is that of --undecided. */
  static Undecided undecided(int code) {
    return new Undecided(
        code == ExitCode.REGRESSION.code(),
        "give a longer --budget or a wider max_slowdown"
            + (code == 0 ? "" : "; --undecided 0 lets the gate pass"));
  }

  void write(SuiteResult result, CliContext context) {
    Report report = SuiteReport.of(result, undecided);
    byFile.forEach((file, format) -> ResultFile.deliver(format.render(report), file, context));
  }
}
