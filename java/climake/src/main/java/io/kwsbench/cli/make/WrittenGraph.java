package io.kwsbench.cli.make;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.metadata.ChallengeGraph;
import java.util.Locale;

/** The last lines of {@code freeze}: the size of the graph, and what measures it. */
final class WrittenGraph {
  private WrittenGraph() {}

  /**
   * Prints them.
   *
   * @param limited whether the challenge's limit is of interest
   */
  static void report(CliContext context, String file, int bytes, boolean limited) {
    String share =
        limited
            ? String.format(
                Locale.ROOT,
                " of %,d bytes (%.1f %%)",
                ChallengeGraph.SIZE_LIMIT,
                100.0 * bytes / ChallengeGraph.SIZE_LIMIT)
            : " bytes";
    context.out().printf(Locale.ROOT, "size       %,d%s%n", bytes, share);
    context.out().printf("benchmark  kwsbench benchmark --graph=%s%n", ShellWord.of(file));
  }
}
