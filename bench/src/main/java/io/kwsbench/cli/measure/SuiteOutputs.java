package io.kwsbench.cli.measure;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.ExitCode;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.suite.report.SuiteCsv;
import io.kwsbench.suite.report.SuiteHtml;
import io.kwsbench.suite.report.SuiteJUnit;
import io.kwsbench.suite.report.SuiteJson;
import io.kwsbench.suite.report.SuiteMarkdown;
import io.kwsbench.suite.report.SuiteText;
import io.kwsbench.suite.report.SuiteTrace;
import io.kwsbench.suite.report.SuiteWriter;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which renderings of a suite's result go where. */
final class SuiteOutputs {
  private static final Map<String, SuiteWriter> WRITERS = writers();
  private final Map<String, SuiteWriter> byFile = new LinkedHashMap<>();

  private static Map<String, SuiteWriter> writers() {
    Map<String, SuiteWriter> writers = new LinkedHashMap<>();
    writers.put("text", new SuiteText());
    writers.put("json", new SuiteJson());
    writers.put("csv", new SuiteCsv());
    writers.put("junit", new SuiteJUnit());
    writers.put("markdown", new SuiteMarkdown());
    writers.put("html", new SuiteHtml());
    writers.put("trace", new SuiteTrace());
    return writers;
  }

  /**
   * @throws ParameterException for an unknown format
   */
  static SuiteOutputs of(SuiteOptions options) {
    SuiteOutputs outputs = new SuiteOutputs();
    for (String report : options.reports) {
      int equals = report.indexOf('=');
      if (equals < 1 || equals == report.length() - 1) {
        throw new ParameterException("--report is FORMAT=FILE, not '" + report + "'");
      }
      outputs.byFile.put(
          report.substring(equals + 1), writer("--report", report.substring(0, equals), options));
    }
    outputs.byFile.put("", writer("--format", options.format, options));
    return outputs;
  }

  private static SuiteWriter writer(String flag, String format, SuiteOptions options) {
    boolean strict = options.undecided == ExitCode.REGRESSION.code();
    SuiteWriter writer = format.equals("junit") ? new SuiteJUnit(strict) : WRITERS.get(format);
    if (writer == null) {
      throw new ParameterException(
          flag + ": no format '" + format + "'; there are " + String.join(", ", WRITERS.keySet()));
    }
    return writer;
  }

  void write(SuiteResult result, CliContext context) {
    byFile.forEach(
        (file, writer) -> {
          StringBuilder text = new StringBuilder();
          try {
            writer.write(result, text);
          } catch (IOException e) {
            throw new KwsException("the report cannot be made: " + e.getMessage(), e);
          }
          ResultFile.deliver(text.toString(), file, context);
        });
  }
}
