package io.kwsbench.cli.use;

import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.model.BulkModelOptions;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.PredictOptions;
import io.kwsbench.label.Prediction;
import io.kwsbench.label.TtaView;
import io.kwsbench.usage.ExitCode;
import java.util.List;
import java.util.Set;

/** Labels a folder of clips as the device would. */
public final class SubmitCommand implements Command {
  @ParametersDelegate private final BulkModelOptions model = new BulkModelOptions();
  @ParametersDelegate private final BulkRun run = new BulkRun();
  @ParametersDelegate private final BulkEngineOptions engine = new BulkEngineOptions();

  @Override
  public String name() {
    return "submit";
  }

  @Override
  public String summary() {
    return "Writes the challenge submission of a device: batch size 1, samples as int16 / 32767.";
  }

  @Override
  public String example() {
    return "submit --graph frozen.pb --clips clips/ --out submission.csv";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public String synopsis() {
    return "--graph FILE --clips FOLDER --out FILE.csv [flags]";
  }

  @Override
  public ExitCode run(CliContext context) {
    return run.run(
        context,
        model,
        engine,
        workers -> new PredictOptions(List.of(TtaView.AS_IS), null, SampleScale.DEVICE, workers),
        LabelSet::asChallenge,
        Prediction::submit);
  }
}
