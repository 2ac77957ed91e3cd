package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.suite.definition.Suite;
import java.util.ArrayList;
import java.util.List;

/** The flags of a suite's run. */
@FlagGroup("reports")
final class SuiteOptions {
  @Parameter(
      names = "--format",
      order = 10,
      description =
          "report format on stdout: text, json, csv, junit, markdown, html, trace, bencher or"
              + " github")
  @Choices({"text", "json", "csv", "junit", "markdown", "html", "trace", "bencher", "github"})
  String format = "text";

  @Parameter(
      names = "--report",
      order = 11,
      description = "FORMAT=FILE: additional report to write; may be repeated; default: none")
  @PathFlag(PathFlag.Use.FILE_OF_FORMAT)
  @Choices({"text", "json", "csv", "junit", "markdown", "html", "trace", "bencher", "github"})
  List<String> reports = new ArrayList<>();

  @FlagGroup("baselines")
  @Parameter(
      names = "--save_baseline",
      order = 20,
      description = "name under which to save the result as a baseline; default: not saved")
  String saveBaseline = "";

  @FlagGroup("baselines")
  @Parameter(
      names = "--baseline",
      order = 21,
      description = "name of the baseline to compare with; default: none")
  String baseline = "";

  @FlagGroup("baselines")
  @Parameter(
      names = "--baselines",
      order = 22,
      description = "folder of the baselines; default: baselines beside the suite file")
  String baselines = "";

  @FlagGroup("baselines")
  @Parameter(
      names = "--other_machine",
      arity = 1,
      order = 23,
      description = "compare times even if another machine recorded the baseline")
  boolean otherMachine;

  @FlagGroup("rounds")
  @Parameter(
      names = "--journal",
      order = 30,
      description =
          "file that records every round and is kept; default: SUITE.yaml.journal.jsonl in"
              + " the current folder, which a finished run removes")
  String journal = "";

  @FlagGroup("rounds")
  @Parameter(
      names = "--resume",
      arity = 1,
      order = 31,
      description = "continue an interrupted run from its journal")
  boolean resume;

  @FlagGroup("rounds")
  @Parameter(
      names = "--budget",
      order = 40,
      description =
          "maximum seconds for all rounds; 0 uses the suite's budget, or 30 per comparison")
  double budget;

  @FlagGroup("rounds")
  @Parameter(
      names = "--seed",
      order = 41,
      description = "seed of random orders and bootstraps; default: the suite's")
  Long seed;

  @FlagGroup("rounds")
  @Parameter(
      names = "--undecided",
      order = 42,
      description =
          "exit code if a gate is undecided or cannot be checked: 0, 5 (junit counts a"
              + " failure) or 6")
  int undecided = 6;

  @FlagGroup("history")
  @Parameter(
      names = "--history",
      order = 50,
      description = "JSON Lines file to append the run to; default: none")
  String history = "";

  @FlagGroup("history")
  @Parameter(
      names = "--version_name",
      order = 51,
      description = "name of the measured version in the history, such as a commit; default: none")
  String version = "";

  @ParametersDelegate final RooflineOption roofline = new RooflineOption();

  /** Returns whether one of the reports is a page. */
  boolean hasHtml() {
    return format.equals("html") || reports.stream().anyMatch(r -> r.startsWith("html="));
  }

  Suite adjust(Suite suite) {
    if (budget < 0 || !Double.isFinite(budget)) {
      throw new ParameterException("--budget must be a number of seconds, 0 or more");
    }
    if (undecided != 0 && undecided != 5 && undecided != 6) {
      throw new ParameterException("--undecided must be 0, 5 or 6, not " + undecided);
    }
    Suite seeded = seed == null ? suite : suite.withSeed(seed);
    return budget > 0 ? seeded.withBudgetSeconds(budget) : seeded;
  }
}
