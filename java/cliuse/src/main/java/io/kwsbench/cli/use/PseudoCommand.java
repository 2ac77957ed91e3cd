package io.kwsbench.cli.use;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.output.BulkProgress;
import io.kwsbench.label.AgreementRule;
import io.kwsbench.label.Manifest;
import io.kwsbench.label.ProbabilityMap;
import io.kwsbench.label.PseudoFolder;
import io.kwsbench.label.PseudoPlan;
import io.kwsbench.label.ResultTable;
import io.kwsbench.label.Submission;
import io.kwsbench.label.ThresholdRule;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes training material of clips whose labels several models, or one that is sure, give. */
public final class PseudoCommand implements Command {
  private static final double DEFAULT_THRESHOLD = 0.7;

  @Parameter(
      names = "--probs",
      order = 1,
      description =
          "probabilities from which to select confident clips: a CSV file that predict"
              + " wrote, or a memmap of the challenge's 12 classes with --names; default: none")
  @PathFlag(PathFlag.Use.READ)
  private String probabilities = "";

  @Parameter(
      names = "--names",
      order = 2,
      description = "CSV file whose fname column names the memmap's clips; required for a memmap")
  @PathFlag(PathFlag.Use.READ)
  private String names = "";

  @Parameter(
      names = "--threshold",
      order = 3,
      description =
          "minimum probability of a selected clip, from 0 to 1; required with one"
              + " submission, not allowed with several; default: 0.7 for --probs")
  private Double threshold;

  @Parameter(
      names = "--clips",
      order = 4,
      description = "folder of the clips; required unless --dry_run is given")
  @PathFlag(PathFlag.Use.READ)
  private String clips = "";

  @Parameter(
      names = "--out",
      order = 5,
      description = "folder to write: new, empty, or begun by the same command; required")
  @PathFlag(PathFlag.Use.FOLDER)
  private String out = "";

  @Parameter(
      names = "--manifest",
      order = 6,
      description = "CSV file to list the selected clips in; default: OUT.manifest.csv")
  @PathFlag(PathFlag.Use.FILE)
  private String manifest = "";

  @Parameter(
      names = "--link",
      arity = 1,
      order = 7,
      description = "link clips instead of copying them")
  private boolean link;

  @Parameter(
      names = "--dry_run",
      arity = 1,
      order = 8,
      description = "only write the manifest and print the counts; needs no clips")
  private boolean dryRun;

  @Parameter(description = "submissions that must agree: A.csv B.csv..., or one with --threshold")
  @PathFlag(PathFlag.Use.READ)
  private List<String> submissions = new ArrayList<>();

  @Override
  public String name() {
    return "pseudo";
  }

  @Override
  public String summary() {
    return "Builds a training folder from clips whose predicted labels agree or are confident.";
  }

  @Override
  public String example() {
    return "pseudo --clips clips/ --out pseudo/ first.csv second.csv";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public String synopsis() {
    return "--clips FOLDER --out FOLDER (A.csv B.csv... | --probs FILE.csv) [flags]";
  }

  @Override
  public ExitCode run(CliContext context) {
    Path folder = TypedPath.required("--out", out);
    PseudoPlan plan = plan();
    Path list =
        manifest.isEmpty()
            ? folder.resolveSibling(folder.getFileName() + ".manifest.csv")
            : TypedPath.of(manifest);
    if (dryRun) {
      Manifest.write(plan, list);
      print(plan, plan.files(), context);
      return ExitCode.DONE;
    }
    Path from = TypedPath.required("--clips", clips);
    PseudoFolder.Result result;
    try (BulkProgress progress = new BulkProgress(context, "writing", plan.clips().size())) {
      result = PseudoFolder.write(plan, from, folder, link, progress);
      result.problems().forEach(progress::problem);
    }
    if (!result.complete()) {
      context.warn("stopped; run the same command again to continue");
      return ExitCode.INTERRUPTED;
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
      throw new ParameterException("pseudo needs either submissions, or --probs");
    }
    if (byProbability) {
      return sure(TypedPath.required("--probs", probabilities));
    }
    if (submissions.size() == 1) {
      return sureOfOne(submissions.get(0));
    }
    if (threshold != null) {
      throw new ParameterException(
          "--threshold has no effect on several submissions: clips are selected where they agree");
    }
    return AgreementRule.plan(
        submissions.stream().map(TypedPath::of).map(Submission::read).toList());
  }

  private double least() {
    return threshold == null ? DEFAULT_THRESHOLD : threshold;
  }

  private PseudoPlan sure(Path file) {
    if (ProbabilityMap.isTable(file)) {
      if (!names.isEmpty()) {
        throw new ParameterException(
            "--names applies to a memmap only: " + file + " names its clips");
      }
      return ThresholdRule.plan(file, least());
    }
    Path list = TypedPath.required("--names", names);
    List<String> clipNames = Submission.names(list);
    ProbabilityMap map = ProbabilityMap.read(file);
    if (clipNames.size() != map.size()) {
      throw new KwsException(
          file + ": " + map.size() + " clips, but " + list + " names " + clipNames.size());
    }
    return ThresholdRule.plan(clipNames, map, least());
  }

  /** By the probabilities in the file, or in the one that predict wrote beside it. */
  private PseudoPlan sureOfOne(String submission) {
    if (threshold == null) {
      throw new ParameterException(
          "one submission always agrees with itself: give several, or add --threshold to"
              + " select its confident clips");
    }
    Path file = TypedPath.of(submission);
    Path beside =
        file.resolveSibling(ResultTable.PROBABILITIES.fileName(file.getFileName().toString()));
    return ThresholdRule.plan(Files.exists(beside) ? beside : file, threshold);
  }

  private void print(PseudoPlan plan, int files, CliContext context) {
    plan.labelCounts()
        .forEach((label, count) -> context.out().println(Printable.of(label) + " " + count));
    context
        .out()
        .printf(
            "%d of %d clips chosen, %d with a low probability, %d files%s%s%n",
            plan.clips().size(),
            plan.considered(),
            plan.lowConfidence(),
            files,
            dryRun ? " to be written" : " written",
            silence(plan));
  }

  /** The part of the line about joined silence; empty where no clip is silence. */
  private static String silence(PseudoPlan plan) {
    int left = plan.silenceLeft();
    String joined = plan.silenceGroup() + " make a file";
    return left == 0 ? "" : "; silence clips left over: " + left + " (" + joined + ")";
  }
}
