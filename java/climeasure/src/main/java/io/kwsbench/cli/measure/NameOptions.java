package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.report.benchmark.TestReporterFiles;
import io.kwsbench.workload.FeedLayout;
import java.util.List;
import java.util.Optional;

/** benchmark_model's name and prefix of the files for TensorFlow's test reporter. */
@FlagGroup("output")
final class NameOptions {
  @Parameter(
      names = "--benchmark_name",
      order = 50,
      description = "name of this benchmark in the report; default: none")
  String benchmarkName = "";

  @Parameter(
      names = "--output_prefix",
      order = 51,
      description =
          "path prefix of TensorFlow's BenchmarkEntries files; needs --benchmark_name;"
              + " default: not written")
  String outputPrefix = "";

  Optional<String> name() {
    return Optional.of(benchmarkName).filter(name -> !name.isEmpty());
  }

  void write(BenchmarkResult report, FeedLayout layout) {
    if (!benchmarkName.isEmpty() && !outputPrefix.isEmpty()) {
      new TestReporterFiles(outputPrefix, benchmarkName)
          .write(reported(report.results()), layout.specs().get(0));
    }
  }

  /** TensorFlow's result where there is one: its node types are benchmark_model's. */
  private static Result reported(List<Result> results) {
    return results.stream()
        .filter(result -> result.engine().engine().equals("tensorflow"))
        .findFirst()
        .orElse(results.get(0));
  }
}
