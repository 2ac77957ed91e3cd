package io.kwsbench.cli.make;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.metadata.ChallengeGraph;
import java.util.Locale;

/** The last lines of {@code freeze}: the size of the graph, and what measures it. */
final class WrittenGraph {
  private WrittenGraph() {}

  static void report(CliContext context, String file, int bytes) {
    context
        .out()
        .printf(
            Locale.ROOT,
            "size       %,d of %,d bytes (%.1f %%)%n",
            bytes,
            ChallengeGraph.SIZE_LIMIT,
            100.0 * bytes / ChallengeGraph.SIZE_LIMIT);
    context.out().printf("benchmark  kwsbench benchmark --graph=%s%n", ShellWord.of(file));
  }
}
