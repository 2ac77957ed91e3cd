package io.kwsbench.report.stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kwsbench.measure.stream.StreamTimes;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.PairedRatio;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.Optional;

/**
 * The cost of a stream.
 *
 * @param model the model's file
 * @param engine of the stream
 * @param stream its windows
 * @param times of hops and windows
 * @param timeRatio how many hops a whole window costs; absent for too few runs
 * @param coreShare of one core at real time: a paced hop's median over the time between hops
 * @param wordDelay from the words of a recording to their events; absent if not measured
 * @param interrupted whether the measurement was cut short
 */
public record StreamResult(
    String model,
    Engine engine,
    Shape stream,
    @JsonUnwrapped Times times,
    Optional<RatioInterval> timeRatio,
    double coreShare,
    Optional<WordDelay> wordDelay,
    boolean interrupted) {
  /** The version of the JSON. */
  static final int SCHEMA_VERSION = 2;

  /**
   * The engine of the stream.
   *
   * @param isa the instruction set
   */
  public record Engine(String isa, int threads) {}

  /**
   * The windows of a stream.
   *
   * @param sampleRateHz of the sound
   * @param windowSamples that are scored at once
   * @param hopSamples from window to window
   * @param memoryBytes that are the stream's own
   */
  public record Shape(int sampleRateHz, int windowSamples, int hopSamples, long memoryBytes) {
    /** Time from window to window. */
    double hopMillis() {
      return 1000.0 * hopSamples / sampleRateHz;
    }
  }

  /**
   * The times in microseconds.
   *
   * @param hopTimeUs a hop of the stream, back to back
   * @param pacedHopTimeUs a hop of the stream at real time
   * @param wholeWindowTimeUs a whole window outside of the stream, in turn with the hops
   * @param overheadTimeUs what the stream costs beside the model: ring, resampler, detector
   */
  public record Times(
      Distribution hopTimeUs,
      Distribution pacedHopTimeUs,
      Distribution wholeWindowTimeUs,
      Distribution overheadTimeUs) {}

  /** The result of measured times. */
  public static StreamResult of(
      String model,
      Engine engine,
      Shape stream,
      StreamTimes times,
      Optional<WordDelay> wordDelay,
      boolean interrupted) {
    Distribution paced = Distribution.of(times.paced().micros());
    return new StreamResult(
        model,
        engine,
        stream,
        new Times(
            Distribution.of(times.hops().micros()),
            paced,
            Distribution.of(times.windows().micros()),
            Distribution.of(times.idle().micros())),
        PairedRatio.typical(times.windows().micros(), times.hops().micros()),
        paced.count() == 0 ? Double.NaN : paced.median() / 1000 / stream.hopMillis(),
        wordDelay,
        interrupted);
  }
}
