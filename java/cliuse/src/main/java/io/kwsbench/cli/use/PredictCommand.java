package io.kwsbench.cli.use;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.BulkModelOptions;
import io.kwsbench.label.PredictOptions;
import io.kwsbench.label.Prediction;
import io.kwsbench.label.TtaView;
import io.kwsbench.usage.ChosenViews;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Labels a folder of clips, with test-time augmentation if wanted. */
@FlagGroup("test-time augmentation and labels")
public final class PredictCommand implements Command {
  @ParametersDelegate private final BulkModelOptions model = new BulkModelOptions();
  @ParametersDelegate private final BulkRun run = new BulkRun();
  @ParametersDelegate private final BulkEngineOptions engine = new BulkEngineOptions();

  @Parameter(
      names = "--tta",
      arity = 1,
      order = 10,
      description =
          "average over three views of each clip: unchanged, 1.2 times louder, rolled left"
              + " by 1500 samples")
  private boolean tta;

  @Parameter(
      names = {"--views", "--folds"},
      order = 11,
      description =
          "views of each clip, comma-separated: as_is, or slow, roll=N, gain=X and clip joined by"
              + " +; default: as_is")
  private String views = "";

  @Parameter(
      names = "--speed_tta",
      order = 12,
      description =
          "folder of slowed clips that stretch wrote; adds three views of them to --tta;"
              + " default: none")
  @PathFlag(PathFlag.Use.READ)
  private String slowClips = "";

  @Parameter(
      names = "--challenge",
      arity = 1,
      order = 13,
      description =
          "write the challenge's 12 labels to the main file; default: the model's labels,"
              + " unless its classes are the challenge's 12 or 32")
  private boolean challenge;

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public String summary() {
    return "Labels a folder of clips, and writes the probabilities of all classes.";
  }

  @Override
  public String example() {
    return "predict --graph frozen.pb --clips clips/ --out all.csv --tta";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public String synopsis() {
    return "(--graph|--checkpoint) FILE --clips FOLDER --out FILE.csv [flags]";
  }

  @Override
  public ExitCode run(CliContext context) {
    List<TtaView> chosen = ChosenViews.of(tta, views, !slowClips.isEmpty());
    Path slow = slowClips.isEmpty() ? null : TypedPath.of(slowClips);
    return run.run(
        context,
        model,
        engine,
        workers -> new PredictOptions(chosen, slow, SampleScale.DECODE_WAV, workers),
        labels -> challenge ? labels.asChallenge() : labels,
        Prediction::predict);
  }
}
