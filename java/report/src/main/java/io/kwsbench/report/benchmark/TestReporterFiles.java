package io.kwsbench.report.benchmark;

import io.kwsbench.KwsException;
import io.kwsbench.files.AtomicFile;
import io.kwsbench.report.ReportReason;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.TypeStats;
import io.kwsbench.tensor.TensorSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.BenchmarkEntries;
import org.tensorflow.proto.BenchmarkEntry;

/**
 * The files that benchmark_model leaves for TensorFlow's test runner: one serialized
 * BenchmarkEntries per figure. Source: {@code tensorflow/core/util/reporter.cc}.
 */
public final class TestReporterFiles {
  private static final double UNKNOWN = -1;
  private final String prefix;
  private final String name;

  /**
   * @param prefix how the files' paths begin
   * @param name the benchmark's name; slashes become double underscores
   */
  public TestReporterFiles(String prefix, String name) {
    this.prefix = prefix;
    this.name = name;
  }

  /**
   * Writes them.
   *
   * @param firstInput whose bytes a second are the throughput
   * @throws KwsException when a file is there already, or cannot be written
   */
  public void write(Result result, TensorSpec firstInput) {
    PhasesSection phases = result.phases();
    Distribution untraced = phases.untraced();
    double seconds = untraced.avg() * untraced.count() / 1e6;
    long bytes = firstInput.shape().elements().orElse(0) * firstInput.dtype().bytes();
    double throughput = seconds > 0 ? bytes * untraced.count() / seconds / (1024 * 1024) : UNKNOWN;
    entry("", untraced.count(), seconds, throughput);
    double init = (phases.loadUs() + phases.prepareUs()) / 1e6;
    double first = phases.warmUp().avg() / 1e6;
    entry("meta-init", 1, init, UNKNOWN);
    entry(
        "meta-first-inference", phases.warmUp().count(), first * phases.warmUp().count(), UNKNOWN);
    entry("meta-init-plus-first-inference", 1, init + first, UNKNOWN);
    long runs = result.profile().ops().timeUs().count();
    for (TypeStats type : result.profile().ops().types()) {
      entry(type.type(), runs, type.avgUs() * runs / 1e6, UNKNOWN);
    }
  }

  private void entry(String postfix, long iterations, double seconds, double throughput) {
    String test = postfix.isEmpty() ? name : name + "_" + postfix;
    BenchmarkEntry entry =
        BenchmarkEntry.newBuilder()
            .setName(test)
            .setIters(iterations)
            .setCpuTime(iterations > 0 ? UNKNOWN / iterations : UNKNOWN)
            .setWallTime(iterations > 0 ? seconds / iterations : 0)
            .setThroughput(throughput)
            .build();
    Path file = Path.of(prefix + test.replace("/", "__"));
    if (Files.exists(file)) {
      throw new KwsException(new ReportReason.FileIsThere(file.toString()));
    }
    AtomicFile.write(file, BenchmarkEntries.newBuilder().addEntry(entry).build().toByteArray());
  }
}
