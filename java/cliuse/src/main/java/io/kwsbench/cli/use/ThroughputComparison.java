package io.kwsbench.cli.use;

import io.kwsbench.label.ClipModel;
import io.kwsbench.label.EngineThroughputProbe;
import io.kwsbench.label.PredictOptions;
import io.kwsbench.measure.ProcessMemory;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares bulk work with the throughput of the engine alone in the same process, before and after
 * it, on the same number of cores with one session per core.
 */
final class ThroughputComparison {
  private static final double SECONDS = 1;
  private static final double MEBIBYTE = 1 << 20;

  private final ClipModel model;
  private final PredictOptions options;
  private final EngineThroughputProbe.Rate before;
  private double processorSeconds;
  private double compilerSeconds;
  private double seconds;
  private Optional<Long> residentBytes = Optional.empty();

  private ThroughputComparison(ClipModel model, PredictOptions options) {
    this.model = model;
    this.options = options;
    this.before = EngineThroughputProbe.measure(model, options.workers(), SECONDS);
  }

  /** Measures the engine; the work is to begin right after. */
  static ThroughputComparison before(ClipModel model, PredictOptions options) {
    ThroughputComparison limit = new ThroughputComparison(model, options);
    limit.processorSeconds = EngineThroughputProbe.processorSeconds();
    limit.compilerSeconds = compilerSeconds();
    return limit;
  }

  /** Records the end of the work after a number of seconds. */
  void ran(double workSeconds) {
    processorSeconds = EngineThroughputProbe.processorSeconds() - processorSeconds;
    compilerSeconds = compilerSeconds() - compilerSeconds;
    seconds = workSeconds;
    residentBytes = ProcessMemory.now().peakResidentBytes();
  }

  /** Elapsed time of the JVM's compiler threads so far; NaN where there are none. */
  private static double compilerSeconds() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null || !compiler.isCompilationTimeMonitoringSupported()
        ? Double.NaN
        : compiler.getTotalCompilationTime() / 1e3;
  }

  /** Measures the engine again and compares it with the work on a number of clips. */
  void report(PrintStream out, int clips) {
    EngineThroughputProbe.Rate after =
        EngineThroughputProbe.measure(model, options.workers(), SECONDS);
    int folds = options.folds().size();
    double limit = (before.runsPerSecond() + after.runsPerSecond()) / 2 / folds;
    double engineMicros = (before.processorMicros() + after.processorMicros()) / 2 * folds;
    out.printf(
        Locale.ROOT,
        "the engine alone: %.0f clips/s (before %.0f, after %.0f); this run had %.1f %% of that%n",
        limit,
        before.runsPerSecond() / folds,
        after.runsPerSecond() / folds,
        100 * clips / seconds / limit);
    out.printf(
        Locale.ROOT,
        "processor time per clip: %.0f us, of the engine alone %.0f us;"
            + " the JVM compiled for %.0f ms%n",
        processorSeconds / clips * 1e6,
        engineMicros,
        compilerSeconds * 1e3);
    out.printf(
        Locale.ROOT,
        "largest resident memory: %s%n",
        residentBytes
            .map(bytes -> String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE))
            .orElse("unknown"));
  }
}
