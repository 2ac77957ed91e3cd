package io.kwsbench.cli.make;

import com.beust.jcommander.ParameterException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleCount;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.TensorFlowRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.longaudio.MatchRule;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Published ways to measure a detector on a stream. */
enum Protocol {
  /** Picovoice's wake-word benchmark: misses at 0.1 false alarms per hour, 24 hours at 10 dB. */
  PICOVOICE(24 * 60, 0, MatchRule.afterEnd(millis(500), 0)),

  /** MLPerf Tiny's streaming wake word: 50 words in 20 minutes, at most 8 false and 8 missed. */
  MLPERF_TINY(20, 50, MatchRule.afterEnd(millis(1000), millis(1000))),

  /** TensorFlow's test_streaming_accuracy, with the defaults of its Python version. */
  TENSORFLOW(0, 0, MatchRule.afterSecond(millis(1500)));

  private static final int TENSORFLOW_HOP_MILLIS = 30;
  private static final TensorFlowRule TENSORFLOW_RULE =
      new TensorFlowRule(500, 500, 4, Thresholds.of(0.7));

  private final double minutes;
  private final int words;
  private final MatchRule inTime;

  Protocol(double minutes, int words, MatchRule inTime) {
    this.minutes = minutes;
    this.words = words;
    this.inTime = inTime;
  }

  private static int millis(int millis) {
    return SampleCount.of(millis, KeywordClip.SAMPLE_RATE);
  }

  /**
   * Reads the value of {@code --protocol}; empty text is none.
   *
   * @throws ParameterException when there is no such protocol
   */
  static Optional<Protocol> named(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(NamedChoice.of("--protocol", text, values(), Protocol::label));
  }

  /** The name in flags and reports. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether the protocol has audio of its own, mixed of clips. */
  boolean mixes() {
    return minutes > 0;
  }

  /** The length of its audio in minutes. */
  double minutes() {
    return minutes;
  }

  /** The number of words in its audio; 0 for all of the set. */
  int words() {
    return words;
  }

  /** The rule by which a detection matches a word. */
  MatchRule inTime() {
    return inTime;
  }

  /** The hop that it prescribes. */
  OptionalInt hopMillis() {
    return this == TENSORFLOW ? OptionalInt.of(TENSORFLOW_HOP_MILLIS) : OptionalInt.empty();
  }

  /** The rule that it prescribes, thresholds included. */
  Optional<DetectorRule> rule() {
    return this == TENSORFLOW ? Optional.of(TENSORFLOW_RULE) : Optional.empty();
  }
}
