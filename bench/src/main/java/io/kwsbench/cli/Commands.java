package io.kwsbench.cli;

import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.make.CompileCommand;
import io.kwsbench.cli.make.CorpusCommand;
import io.kwsbench.cli.make.EvaluateCommand;
import io.kwsbench.cli.make.FreezeCommand;
import io.kwsbench.cli.make.NoiseCommand;
import io.kwsbench.cli.make.PlotCommand;
import io.kwsbench.cli.make.TrainCommand;
import io.kwsbench.cli.measure.BenchmarkCommand;
import io.kwsbench.cli.measure.CompareCommand;
import io.kwsbench.cli.measure.HistoryCommand;
import io.kwsbench.cli.measure.MemoryProbe;
import io.kwsbench.cli.measure.RooflineCommand;
import io.kwsbench.cli.measure.SelfTestCommand;
import io.kwsbench.cli.measure.SuiteCommand;
import io.kwsbench.cli.use.ConvertCommand;
import io.kwsbench.cli.use.PredictCommand;
import io.kwsbench.cli.use.PseudoCommand;
import io.kwsbench.cli.use.RunCommand;
import io.kwsbench.cli.use.StretchCommand;
import io.kwsbench.cli.use.SubmitCommand;
import io.kwsbench.cli.use.VoteCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The commands there are, one line each; the first is the one that runs when none is named. */
final class Commands {
  private final List<Supplier<Command>> makers;

  Commands(List<Supplier<Command>> makers) {
    this.makers = List.copyOf(makers);
  }

  static Commands all() {
    return new Commands(
        List.of(
            BenchmarkCommand::new,
            RunCommand::new,
            CompileCommand::new,
            RooflineCommand::new,
            CompareCommand::new,
            () -> new SuiteCommand(Main.class),
            HistoryCommand::new,
            MemoryProbe::new,
            SelfTestCommand::new,
            FreezeCommand::new,
            PredictCommand::new,
            SubmitCommand::new,
            StretchCommand::new,
            ConvertCommand::new,
            PseudoCommand::new,
            VoteCommand::new,
            CorpusCommand::new,
            NoiseCommand::new,
            TrainCommand::new,
            EvaluateCommand::new,
            PlotCommand::new));
  }

  List<Command> list() {
    return makers.stream().map(Supplier::get).toList();
  }

  Command first() {
    return makers.get(0).get();
  }

  Optional<Command> named(String name) {
    return list().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  List<String> names() {
    return list().stream().map(Command::name).toList();
  }
}
