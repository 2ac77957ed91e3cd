package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.DidYouMean;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.options.OutputOptions;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.suite.report.History;
import io.kwsbench.suite.report.HistoryLine;
import io.kwsbench.suite.report.HistorySvg;
import io.kwsbench.suite.report.HistoryTable;
import io.kwsbench.usage.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Shows how the cases of a suite went over many runs. */
public final class HistoryCommand implements Command {
  @Parameter(description = "HISTORY.jsonl")
  @PathFlag(PathFlag.Use.READ)
  List<String> files = new ArrayList<>();

  @Parameter(
      names = "--case",
      order = 10,
      description = "name of the case to show; default: all cases")
  String only = "";

  @Parameter(names = "--format", order = 11, description = "output format: text or svg")
  @Choices({"text", "svg"})
  String format = "text";

  @ParametersDelegate final OutputOptions output = new OutputOptions();

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String summary() {
    return "Shows the runs that suites recorded with --history, as a table or as an SVG chart.";
  }

  @Override
  public String example() {
    return "history perf.jsonl --format svg --out trend.svg";
  }

  @Override
  public String synopsis() {
    return "HISTORY.jsonl [flags]";
  }

  @Override
  public ExitCode run(CliContext context) {
    if (files.size() != 1) {
      throw new ParameterException("history takes one file, not " + files.size());
    }
    if (!format.equals("text") && !format.equals("svg")) {
      throw new ParameterException("--format must be text or svg, not '" + format + "'");
    }
    History.Contents history = new History(TypedPath.of(files.get(0))).read();
    history.warning().ifPresent(context::warn);
    List<HistoryLine> lines = history.runs();
    Set<String> cases = HistoryTable.cases(lines);
    if (!only.isEmpty() && !cases.contains(only)) {
      throw new KwsException(
          files.get(0) + ": no case '" + only + "'" + DidYouMean.hint(only, cases));
    }
    Set<String> shown = only.isEmpty() ? cases : Set.of(only);
    String text =
        format.equals("svg") ? HistorySvg.svg(lines, shown) : HistoryTable.text(lines, shown);
    ResultFile.deliver(text, output.out, context);
    return ExitCode.DONE;
  }
}
