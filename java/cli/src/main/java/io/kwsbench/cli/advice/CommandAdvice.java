package io.kwsbench.cli.advice;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.Reason;
import io.kwsbench.graph.GraphReason;
import io.kwsbench.report.ReportReason;
import io.kwsbench.suite.journal.JournalReason;
import io.kwsbench.train.TrainReason;
import io.kwsbench.usage.Advice;
import io.kwsbench.usage.Flags;
import io.kwsbench.workload.InputReason;

/**
 * The advice of one command: it names no flag that the command does not take.
 *
 * @param flags the flags of the command
 * @param takesClips whether its arguments without a flag are clips
 */
public record CommandAdvice(Flags flags, boolean takesClips) implements Advice {
  /** Advice for the command that a parser reads. */
  public static CommandAdvice of(JCommander parser) {
    ParameterDescription arguments = parser.getMainParameterValue();
    boolean clips = arguments != null && arguments.getDescription().matches("(CLIP|FILE\\.wav).*");
    return new CommandAdvice(Flags.of(parser), clips);
  }

  @Override
  public String on(Reason reason) {
    if (reason instanceof GraphReason graph) {
      return graph.accept(new GraphAdvice(flags, takesClips));
    }
    if (reason instanceof InputReason input) {
      return input.accept(new InputAdvice(flags));
    }
    if (reason instanceof JournalReason journal) {
      return journal.accept(new JournalAdvice(flags));
    }
    if (reason instanceof TrainReason train) {
      return train.accept(new TrainAdvice(flags));
    }
    if (reason instanceof ReportReason report) {
      return report.accept(new ReportAdvice(flags));
    }
    return Advice.common(flags).on(reason);
  }
}
