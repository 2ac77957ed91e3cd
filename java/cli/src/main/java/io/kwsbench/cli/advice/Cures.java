package io.kwsbench.cli.advice;

import io.kwsbench.measure.MeasurementWarning;
import java.util.Locale;

/** Advice of the measuring commands about doubtful measurements. */
public enum Cures implements MeasurementWarning.Cures {
  BENCHMARK(
      "pause between runs with --inference_delay",
      "stop them, or compare interleaved runs instead of absolute times",
      "use at most %d threads (--num_threads)"),
  COMPARE(
      "wait before it runs again",
      "stop them; intervals are wider, and absolute times doubtful",
      "use at most %d threads (--num_threads)"),
  SUITE(
      "wait before it runs again",
      "stop them; intervals are wider, and gates on absolute times doubtful",
      "use at most %d threads (key 'threads' of the cases)");

  private final String pause;
  private final String busy;
  private final String fewerThreads;

  Cures(String pause, String busy, String fewerThreads) {
    this.pause = pause;
    this.busy = busy;
    this.fewerThreads = fewerThreads;
  }

  @Override
  public String pause() {
    return pause;
  }

  @Override
  public String busy() {
    return busy;
  }

  @Override
  public String fewerThreads(int processors) {
    return String.format(Locale.ROOT, fewerThreads, processors);
  }
}
