package io.kwsbench.report.concurrent;

import io.kwsbench.measure.concurrent.ConcurrentTimes;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.PairedRatio;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.List;
import java.util.Optional;

/**
 * What several sessions of one model do at once.
 *
 * @param model the model's file
 * @param sessions that ran at once
 * @param engines each by itself, one after the other
 * @param interrupted whether the measurement was cut short
 */
public record ConcurrentResult(
    String model, int sessions, List<Measured> engines, boolean interrupted) {
  /** The version of the JSON. */
  static final int SCHEMA_VERSION = 2;

  public ConcurrentResult {
    engines = List.copyOf(engines);
  }

  /**
   * The name of an engine and how a session of it runs.
   *
   * @param threads of a run
   */
  public record Engine(String name, String version, int threads) {}

  /**
   * What one engine did.
   *
   * @param engine its name
   * @param alone one session by itself
   * @param together all sessions at once
   * @param throughputRatio runs per second of all sessions over those of one alone; absent for too
   *     few slices
   */
  public record Measured(
      Engine engine, Load alone, Load together, Optional<RatioInterval> throughputRatio) {
    /** From the times. */
    public static Measured of(Engine engine, ConcurrentTimes times) {
      return new Measured(
          engine,
          Load.of(times.alone()),
          Load.of(times.together()),
          PairedRatio.typical(
              ConcurrentTimes.rates(times.together()), ConcurrentTimes.rates(times.alone())));
    }
  }

  /**
   * What some sessions did in all slices.
   *
   * @param runsPerSecond of all of them, the median of the slices
   * @param runTimeUs of a run, in microseconds
   */
  public record Load(double runsPerSecond, Distribution runTimeUs) {
    static Load of(List<ConcurrentTimes.Slice> slices) {
      return new Load(
          Distribution.of(ConcurrentTimes.rates(slices)).median(),
          Distribution.of(ConcurrentTimes.times(slices).micros()));
    }
  }
}
