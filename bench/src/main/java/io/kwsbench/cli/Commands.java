package io.kwsbench.cli;

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
            SuiteCommand::new,
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
