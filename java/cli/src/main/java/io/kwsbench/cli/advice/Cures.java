package io.kwsbench.cli.advice;

import io.kwsbench.measure.MeasurementWarning;

/** What the user of a measuring command can do about a doubt. */
public enum Cures implements MeasurementWarning.Cures {
  BENCHMARK(
      "pause between runs with --inference_delay", "give --num_threads no more than there are"),
  COMPARE("wait before it runs again", "give --num_threads no more than there are"),
  SUITE("wait before it runs again", "give 'threads' of the cases no more than there are");

  private final String pause;
  private final String fewerThreads;

  Cures(String pause, String fewerThreads) {
    this.pause = pause;
    this.fewerThreads = fewerThreads;
  }

  @Override
  public String pause() {
    return pause;
  }

  @Override
  public String fewerThreads() {
    return fewerThreads;
  }
}
