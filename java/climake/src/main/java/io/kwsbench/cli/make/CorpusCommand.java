package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.Printable;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.corpus.Corpus;
import io.kwsbench.corpus.Partition;
import io.kwsbench.usage.ExitCode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints the sizes of the sets, and each class's share of them. */
public final class CorpusCommand implements Command {
  @ParametersDelegate private final CorpusOptions options = new CorpusOptions();

  @Override
  public String name() {
    return "corpus";
  }

  @Override
  public String summary() {
    return "Prints the size of each set of a data folder, and the share of each class.";
  }

  @Override
  public String example() {
    return "corpus --data speech_commands/ --words yes,no";
  }

  @Override
  public String synopsis() {
    return "--data FOLDER [--words yes,no] [flags]";
  }

  @Override
  public void parsed(JCommander flags) {
    options.check(new TypedFlags(flags));
  }

  @Override
  public ExitCode run(CliContext context) {
    Corpus corpus = options.corpus(context::warn);
    options.warnOfNoUnknown(corpus, context::warn);
    PrintStream out = context.out();
    List<String> labels = corpus.labels().all();
    out.printf("%-20s", "class");
    for (Partition set : Partition.values()) {
      out.printf("%12s", set.label());
    }
    for (String label : labels) {
      out.printf("%n%-20s", Printable.of(label));
      for (Partition set : Partition.values()) {
        int count = corpus.labelCounts(set).getOrDefault(label, 0);
        double percent = count * 100.0 / Math.max(1, corpus.samples(set).size());
        out.printf(Locale.ROOT, "%5d %5.1f%%", count, percent);
      }
    }
    out.printf("%n%-20s", "all");
    for (Partition set : Partition.values()) {
      out.printf("%5d       ", corpus.samples(set).size());
    }
    out.println();
    return ExitCode.DONE;
  }
}
