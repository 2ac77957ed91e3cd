package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import io.kwsbench.engine.Engine;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.label.ClipFolder;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.EngineLimit;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.PredictListener;
import io.kwsbench.label.PredictOptions;
import io.kwsbench.label.Prediction;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;

/** The flags and the course that predict and submit have in common. */
final class BulkRun {
  private static final double LIMIT_SECONDS = 2;

  @Parameter(names = "--clips", order = 2, description = "folder of WAV files")
  private String clips = "";

  @Parameter(names = "--out", order = 4, description = "CSV file to write")
  private String out = "";

  @Parameter(
      names = "--resume",
      arity = 1,
      order = 5,
      description = "go on with a run that was interrupted: no finished clip is run again")
  private boolean resume;

  @Parameter(
      names = "--show_limit",
      arity = 1,
      order = 6,
      description = "afterwards run the engine alone for 2 s on as many cores, and compare")
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
      Course course) {
    Path target = BulkModelOptions.required("--out", out);
    ClipFolder folder = ClipFolder.list(BulkModelOptions.required("--clips", clips));
    FrozenGraph graph = modelFlags.graph();
    Engine engine = engineFlags.engine();
    int workers = engineFlags.workers();
    PredictOptions predictOptions = options.apply(workers);
    try (ClipModel model = new ClipModel(engine, graph)) {
      LabelSet labels = modelFlags.labels(model.classes());
      Prediction prediction = new Prediction(model, labels, folder, predictOptions, target);
      long start = System.nanoTime();
      double cpuBefore = EngineLimit.processorSeconds();
      Prediction.Result result;
      try (BulkProgress progress = new BulkProgress(context, "labelling", folder.size())) {
        result = course.go(prediction, resume, progress);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpu = EngineLimit.processorSeconds() - cpuBefore;
      String by = engine.name() + " " + engine.version() + ", " + workers + " workers";
      ExitCode code = tell(context, result, prediction, folder.size(), seconds, by);
      if (showLimit) {
        int now = result.clips() - result.resumed();
        compare(context, model, predictOptions, now / seconds, cpu / now * 1e6);
      }
      return code;
    }
  }

  private static void compare(
      CliContext context,
      ClipModel model,
      PredictOptions options,
      double clipsPerSecond,
      double cpuMicros) {
    EngineLimit.Rate rate = EngineLimit.measure(model, options.workers(), LIMIT_SECONDS);
    int folds = options.folds().size();
    double limit = rate.runsPerSecond() / folds;
    context
        .out()
        .printf(
            Locale.ROOT,
            "the engine alone: %.0f clips/s; this run had %.1f %% of that%n"
                + "processor time a clip: %.0f us, of the engine alone %.0f us%n",
            limit,
            100 * clipsPerSecond / limit,
            cpuMicros,
            rate.processorMicros() * folds);
  }

  private static ExitCode tell(
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
      context.warn("stopped; " + prediction.journal() + " keeps what is done: go on with --resume");
      return ExitCode.INTERRUPTED;
    }
    result.files().forEach(context.out()::println);
    if (result.unreadable() > 0) {
      context.warn(result.unreadable() + " of the clips could not be read and have no row");
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }
}
