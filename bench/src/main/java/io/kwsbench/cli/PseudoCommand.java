package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.label.AgreementRule;
import io.kwsbench.label.Manifest;
import io.kwsbench.label.ProbabilityMap;
import io.kwsbench.label.PseudoFolder;
import io.kwsbench.label.PseudoPlan;
import io.kwsbench.label.Submission;
import io.kwsbench.label.ThresholdRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes training material of clips whose labels several models, or one that is sure, give. */
final class PseudoCommand implements Command {
  @Parameter(
      names = "--probs",
      order = 1,
      description = "memmap of probabilities, with --names: takes what is probable enough")
  private String probabilities = "";

  @Parameter(
      names = "--names",
      order = 2,
      description = "CSV whose fname column names the memmap's clips")
  private String names = "";

  @Parameter(names = "--threshold", order = 3, description = "least probability")
  private double threshold = 0.7;

  @Parameter(names = "--clips", order = 4, description = "folder with the clips")
  private String clips = "";

  @Parameter(names = "--out", order = 5, description = "new or empty folder to write")
  private String out = "";

  @Parameter(
      names = "--manifest",
      order = 6,
      description = "CSV of what was chosen; by default OUT.manifest.csv")
  private String manifest = "";

  @Parameter(names = "--link", arity = 1, order = 7, description = "link clips, not copy them")
  private boolean link;

  @Parameter(
      names = "--dry_run",
      arity = 1,
      order = 8,
      description = "write the manifest and print the counts alone; needs no clips")
  private boolean dryRun;

  @Parameter(description = "submissions that must agree: A.csv B.csv...")
  private List<String> submissions = new ArrayList<>();

  @Override
  public String name() {
    return "pseudo";
  }

  @Override
  public String summary() {
    return "Makes a training folder of clips that several submissions agree on, or that are sure.";
  }

  @Override
  public String example() {
    return "pseudo --clips clips/ --out pseudo/ first.csv second.csv";
  }

  @Override
  public String synopsis() {
    return "--clips FOLDER --out FOLDER (A.csv B.csv... | --probs FILE.memmap --names FILE.csv)";
  }

  @Override
  public ExitCode run(CliContext context) {
    Path folder = BulkModelOptions.required("--out", out);
    PseudoPlan plan = plan();
    Path list =
        manifest.isEmpty()
            ? folder.resolveSibling(folder.getFileName() + ".manifest.csv")
            : BulkModelOptions.path(manifest);
    if (dryRun) {
      Manifest.write(plan, list);
      print(plan, plan.files(), context);
      return ExitCode.DONE;
    }
    Path from = BulkModelOptions.required("--clips", clips);
    PseudoFolder.Result result;
    try (BulkProgress progress = new BulkProgress(context, "writing", plan.clips().size())) {
      result = PseudoFolder.write(plan, from, folder, link, progress::done);
      result.problems().forEach(progress::problem);
    }
    Manifest.write(plan, list);
    print(plan, result.files(), context);
    if (result.missing() > 0) {
      context.warn(result.missing() + " of the clips could not be used");
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }

  private PseudoPlan plan() {
    boolean byProbability = !probabilities.isEmpty() || !names.isEmpty();
    if (byProbability == !submissions.isEmpty()) {
      throw new ParameterException("pseudo needs either submissions, or --probs and --names");
    }
    if (byProbability) {
      return ThresholdRule.plan(
          Submission.names(BulkModelOptions.required("--names", names)),
          ProbabilityMap.read(BulkModelOptions.required("--probs", probabilities)),
          threshold);
    }
    if (submissions.size() < 2) {
      throw new ParameterException("one submission always agrees with itself; give several");
    }
    return AgreementRule.plan(
        submissions.stream().map(BulkModelOptions::path).map(Submission::read).toList());
  }

  private void print(PseudoPlan plan, int files, CliContext context) {
    plan.labelCounts().forEach((label, count) -> context.out().println(label + " " + count));
    context
        .out()
        .printf(
            "%d of %d clips chosen, %d with a low probability, %d files%s%n",
            plan.clips().size(),
            plan.considered(),
            plan.lowConfidence(),
            files,
            dryRun ? " to be written" : " written");
  }
}
