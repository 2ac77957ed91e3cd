package io.kwsbench.cli;

import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.make.CompileCommand;
import io.kwsbench.cli.make.CorpusCommand;
import io.kwsbench.cli.make.EvaluateCommand;
import io.kwsbench.cli.make.FreezeCommand;
import io.kwsbench.cli.make.NoiseCommand;
import io.kwsbench.cli.make.PlotCommand;
import io.kwsbench.cli.make.QuantizeCommand;
import io.kwsbench.cli.make.SynthesizeCommand;
import io.kwsbench.cli.make.TrainCommand;
import io.kwsbench.cli.measure.BenchmarkCommand;
import io.kwsbench.cli.measure.CompareCommand;
import io.kwsbench.cli.measure.HistoryCommand;
import io.kwsbench.cli.measure.MemoryProbe;
import io.kwsbench.cli.measure.RooflineCommand;
import io.kwsbench.cli.measure.SelfTestCommand;
import io.kwsbench.cli.measure.SuiteCommand;
import io.kwsbench.cli.use.ConvertCommand;
import io.kwsbench.cli.use.ListenCommand;
import io.kwsbench.cli.use.PredictCommand;
import io.kwsbench.cli.use.PseudoCommand;
import io.kwsbench.cli.use.RunCommand;
import io.kwsbench.cli.use.StretchCommand;
import io.kwsbench.cli.use.SubmitCommand;
import io.kwsbench.cli.use.VoteCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All commands by family; the first one runs if the command line names none. */
final class Commands {
  /**
   * Commands with one purpose.
   *
   * @param purpose what the help calls them, such as {@code measure}
   * @param makers a new instance each, in the order of the help
   */
  record Family(String purpose, List<Supplier<Command>> makers) {
    Family {
      makers = List.copyOf(makers);
    }

    List<Command> commands() {
      return makers.stream().map(Supplier::get).toList();
    }
  }

  private final List<Family> families;

  Commands(List<Family> families) {
    this.families = List.copyOf(families);
  }

  static Commands all() {
    return new Commands(
        List.of(
            new Family(
                "measure",
                List.of(
                    BenchmarkCommand::new,
                    CompareCommand::new,
                    RooflineCommand::new,
                    () -> new SuiteCommand(Main.class),
                    HistoryCommand::new,
                    MemoryProbe::new,
                    SelfTestCommand::new)),
            new Family(
                "make models",
                List.of(
                    CorpusCommand::new,
                    NoiseCommand::new,
                    SynthesizeCommand::new,
                    TrainCommand::new,
                    PlotCommand::new,
                    EvaluateCommand::new,
                    FreezeCommand::new,
                    CompileCommand::new,
                    QuantizeCommand::new)),
            new Family(
                "use models",
                List.of(
                    RunCommand::new,
                    ListenCommand::new,
                    PredictCommand::new,
                    SubmitCommand::new,
                    VoteCommand::new,
                    StretchCommand::new,
                    PseudoCommand::new,
                    ConvertCommand::new))));
  }

  List<Family> families() {
    return families;
  }

  List<Command> list() {
    return families.stream().flatMap(family -> family.commands().stream()).toList();
  }

  Command first() {
    return families.get(0).makers().get(0).get();
  }

  Optional<Command> named(String name) {
    return list().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  List<String> names() {
    return list().stream().map(Command::name).toList();
  }
}
