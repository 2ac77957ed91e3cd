package io.kwsbench.cli.use;

import com.beust.jcommander.Parameter;
import io.kwsbench.Printable;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.BulkModelOptions;
import io.kwsbench.cli.output.BulkProgress;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.label.ClipFolder;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.Doubts;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.PredictListener;
import io.kwsbench.label.PredictOptions;
import io.kwsbench.label.Prediction;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The flags and the course that predict and submit have in common. */
@FlagGroup("input and output")
final class BulkRun {
  @Parameter(
      names = "--clips",
      order = 2,
      description = "folder of WAV files, including subfolders; required")
  @PathFlag(PathFlag.Use.READ)
  private String clips = "";

  @Parameter(
      names = "--out",
      order = 4,
      description =
          "CSV file for the labels, the challenge's where the model has them; predict adds"
              + " NAME_all_labels.csv (the model's own) and NAME_all_labels_probs.csv"
              + " (probabilities); required")
  @PathFlag(PathFlag.Use.FILE)
  private String out = "";

  @Parameter(
      names = "--resume",
      arity = 1,
      order = 5,
      description = "continue an interrupted run; finished clips do not run again")
  private boolean resume;

  @Parameter(
      names = "--show_limit",
      arity = 1,
      order = 6,
      description =
          "measure the engine alone on the same number of cores, 1 s before and 1 s after"
              + " the run, and print the share that the run reached")
  private boolean showLimit;

  /** One way of going over the clips. */
  interface Course {
    Prediction.Result go(Prediction prediction, boolean resume, PredictListener listener);
  }

  ExitCode run(
      CliContext context,
      BulkModelOptions modelFlags,
      BulkEngineOptions engineFlags,
      IntFunction<PredictOptions> options,
      UnaryOperator<LabelSet> spelling,
      Course course) {
    Path target = TypedPath.required("--out", out);
    Path from = TypedPath.required("--clips", clips);
    int workers = engineFlags.workers();
    PredictOptions predictOptions = options.apply(workers);
    ClipFolder folder = ClipFolder.list(from, predictOptions.slowClips());
    try (ClipModel model = modelFlags.open(engineFlags.engine, FreezeOptions.DEFAULT)) {
      LabelSet labels = spelling.apply(modelFlags.labels(model, context));
      Prediction prediction = new Prediction(model, labels, folder, predictOptions, target);
      ThroughputComparison limit =
          showLimit ? ThroughputComparison.before(model, predictOptions) : null;
      long start = System.nanoTime();
      Prediction.Result result;
      try (BulkProgress progress = new BulkProgress(context, "labeling", folder.size())) {
        result = course.go(prediction, resume, progress);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (limit != null) {
        limit.ran(seconds);
      }
      String by = model.engine() + ", " + workers + " workers";
      ExitCode code = report(context, result, prediction, folder.size(), seconds, by);
      if (limit != null) {
        limit.report(context.out(), result.clips() - result.resumed());
      }
      return code;
    }
  }

  /** One line; empty where no clip has a label. */
  private static Optional<String> doubts(Doubts doubts) {
    if (doubts.clips() == 0) {
      return Optional.empty();
    }
    String least =
        doubts.least().stream()
            .map(
                doubt ->
                    String.format(
                        Locale.ROOT,
                        "%s (%s %.2f)",
                        Printable.of(doubt.clip()),
                        Printable.of(doubt.label()),
                        doubt.probability()))
            .collect(Collectors.joining(", "));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d of %d clips below %.1f; least sure: %s",
            doubts.below(),
            doubts.clips(),
            Doubts.SURE,
            least));
  }

  private static ExitCode report(
      CliContext context,
      Prediction.Result result,
      Prediction prediction,
      int clips,
      double seconds,
      String by) {
    int now = result.clips() - result.resumed();
    context
        .out()
        .printf(
            Locale.ROOT,
            "%d of %d clips (%d finished before), %d unreadable, %.1f s, %.0f clips/s, %s%n",
            result.clips(),
            clips,
            result.resumed(),
            result.unreadable(),
            seconds,
            now / seconds,
            by);
    if (!result.complete()) {
      context.warn(
          "stopped; "
              + prediction.journal()
              + " keeps the finished clips: add --resume to continue");
      return ExitCode.INTERRUPTED;
    }
    result.files().forEach(context.out()::println);
    doubts(result.doubts()).ifPresent(context.out()::println);
    if (!result.replaced().isEmpty()) {
      context.warn(
          "replaced "
              + result.replaced().stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
    if (result.unreadable() > 0) {
      context.warn(result.unreadable() + " of the clips could not be read and have no row");
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }
}
