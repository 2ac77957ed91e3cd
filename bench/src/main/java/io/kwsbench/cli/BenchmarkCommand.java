package io.kwsbench.cli;

/** Measures how fast a frozen graph runs. */
final class BenchmarkCommand implements Command {
  @Override
  public String name() {
    return "benchmark";
  }

  @Override
  public String summary() {
    return "Measures a frozen graph: latency with and without tracing, every op, memory, FLOPs.";
  }

  @Override
  public ExitCode run(CliContext context) {
    return ExitCode.DONE;
  }
}
