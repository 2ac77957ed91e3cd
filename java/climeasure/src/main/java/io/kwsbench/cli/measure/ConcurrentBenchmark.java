package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.Within;
import io.kwsbench.cli.options.FrontEndFlag;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.measure.concurrent.ConcurrentTimes;
import io.kwsbench.measure.concurrent.ConcurrentTrial;
import io.kwsbench.report.concurrent.ConcurrentResult;
import io.kwsbench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The measurement of several sessions of one model that run at once. */
@FlagGroup("runs")
final class ConcurrentBenchmark {
  /** The flags that it has. */
  static final Set<String> FLAGS =
      Set.of(
          "--sessions",
          "--graph",
          "--signature",
          FrontEndFlag.NAME,
          "--input_layer",
          "--input_layer_shape",
          "--input_layer_type",
          "--input_layer_values",
          "--output_layer",
          "--input_wav",
          "--seed",
          "--engine",
          "--num_threads",
          "--max_num_runs",
          "--max_time",
          "--warmup_runs",
          "--format",
          "--out");

  /** Enough for a 99 % interval, and each too short for drift. */
  private static final int SLICES = 20;

  private static final int MOST = 1024;

  @Parameter(
      names = "--sessions",
      order = 15,
      description =
          "number of sessions of one model to measure at once, each on a thread of its own, beside"
              + " one session alone: runs per second and run times; 0 measures none")
  @Within(min = 0, max = MOST)
  private int sessions;

  boolean isAsked() {
    return sessions > 0;
  }

  int sessions() {
    return sessions;
  }

  /**
   * Measures one engine.
   *
   * @param more opens another session of the same model; it is closed here
   */
  ConcurrentResult.Measured measure(
      ConcurrentResult.Engine engine,
      Supplier<EngineSession> more,
      Workload workload,
      RunOptions runs,
      CliContext context) {
    List<EngineSession> open = new ArrayList<>();
    try {
      for (int i = 0; i < sessions; i++) {
        open.add(more.get());
      }
      ConcurrentTimes times =
          new ConcurrentTrial(open, workload).run(effort(runs), context.interrupted());
      return ConcurrentResult.Measured.of(engine, times);
    } finally {
      open.forEach(EngineSession::close);
    }
  }

  /** Both phases, one session alone and all at once, have the limits of a timed phase. */
  private static ConcurrentTrial.Effort effort(RunOptions runs) {
    runs.plan();
    if (runs.maxNumRuns < 1 || runs.maxTime <= 0) {
      throw new ParameterException("--max_num_runs and --max_time must be above 0 with --sessions");
    }
    int slices = Math.min(SLICES, runs.maxNumRuns);
    return new ConcurrentTrial.Effort(
        Math.max(0, runs.warmupRuns), slices, runs.maxTime / slices, runs.maxNumRuns / slices);
  }
}
