package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.RunLimit;

/** Flags for the number and duration of runs; benchmark_model's flags with its defaults. */
@FlagGroup("runs")
final class RunOptions {
  @Parameter(
      names = {"--max_num_runs", "--num_runs"},
      order = 10,
      description = "maximum number of runs in each timed phase; 0 or less means no limit")
  int maxNumRuns = 1000;

  @Parameter(
      names = "--max_time",
      order = 11,
      description = "maximum seconds in each timed phase; 0 or less means no limit")
  double maxTime = 10.0;

  @Parameter(
      names = {"--inference_delay", "--run_delay"},
      order = 12,
      description = "seconds to sleep between runs; 0 or less means no delay")
  double inferenceDelay = -1.0;

  @Parameter(
      names = "--inter_benchmark_delay",
      order = 13,
      description = "seconds to sleep between phases; 0 or less means no delay")
  double interBenchmarkDelay = -1.0;

  @Parameter(
      names = "--warmup_runs",
      order = 14,
      description = "number of warm-up runs, which are reported separately")
  int warmupRuns = 1;

  BenchmarkPlan plan() {
    for (double seconds : new double[] {maxTime, inferenceDelay, interBenchmarkDelay}) {
      if (!Double.isFinite(seconds) || seconds > 1e6) {
        throw new ParameterException("times in seconds must be 1000000 or less, not " + seconds);
      }
    }
    RunLimit limit = new RunLimit(maxNumRuns, maxTime, inferenceDelay);
    RunLimit warmUp = new RunLimit(Math.max(0, warmupRuns), -1, inferenceDelay);
    return new BenchmarkPlan(warmUp, limit, limit, interBenchmarkDelay);
  }
}
