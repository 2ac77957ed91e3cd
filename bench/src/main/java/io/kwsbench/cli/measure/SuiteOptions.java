package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.suite.definition.Suite;
import java.util.ArrayList;
import java.util.List;

/** The flags of a suite's run. */
final class SuiteOptions {
  @Parameter(
      names = "--format",
      order = 10,
      description = "text, json, csv, junit, markdown, html or trace: what stdout gets")
  String format = "text";

  @Parameter(
      names = "--report",
      order = 11,
      description = "FORMAT=FILE, written besides; may be given several times")
  @PathFlag(PathFlag.Use.FILE_OF_FORMAT)
  List<String> reports = new ArrayList<>();

  @Parameter(
      names = "--save_baseline",
      order = 20,
      description = "keep the result as the baseline of this name")
  String saveBaseline = "";

  @Parameter(
      names = "--baseline",
      order = 21,
      description = "compare with the baseline of that name")
  String baseline = "";

  @Parameter(
      names = "--baselines",
      order = 22,
      description = "folder of the baselines; 'baselines' beside the suite unless given")
  String baselines = "";

  @Parameter(
      names = "--other_machine",
      arity = 1,
      order = 23,
      description = "compare times with another machine's baseline all the same")
  boolean otherMachine;

  @Parameter(
      names = "--journal",
      order = 30,
      description =
          "where every round is written, and kept; unless given, SUITE.journal.jsonl here, which a"
              + " run that is done removes")
  String journal = "";

  @Parameter(
      names = "--resume",
      arity = 1,
      order = 31,
      description = "go on with the journal of a run that was killed")
  boolean resume;

  @Parameter(
      names = "--budget",
      order = 40,
      description = "seconds for all rounds; 0 takes the suite's, else 30 a comparison")
  double budget;

  @Parameter(
      names = "--seed",
      order = 41,
      description = "of orders and bootstraps; the suite's unless given")
  Long seed;

  @Parameter(
      names = "--undecided",
      order = 42,
      description =
          "exit code when a gate stays undecided or cannot be tried: 0, 5 (junit counts a failure)"
              + " or 6")
  int undecided = 6;

  @Parameter(names = "--history", order = 50, description = "JSON lines file to add the run to")
  String history = "";

  @Parameter(
      names = "--version_name",
      order = 51,
      description = "what the history calls what was measured, such as a commit")
  String version = "";

  @ParametersDelegate final RooflineOption roofline = new RooflineOption();

  /** Whether one of the reports is a page. */
  boolean hasHtml() {
    return format.equals("html") || reports.stream().anyMatch(r -> r.startsWith("html="));
  }

  Suite adjust(Suite suite) {
    if (budget < 0 || !Double.isFinite(budget)) {
      throw new ParameterException("--budget is a number of seconds above 0");
    }
    if (undecided != 0 && undecided != 5 && undecided != 6) {
      throw new ParameterException("--undecided is 0, 5 or 6, not " + undecided);
    }
    Suite seeded = seed == null ? suite : suite.withSeed(seed);
    return budget > 0 ? seeded.withBudgetSeconds(budget) : seeded;
  }
}
