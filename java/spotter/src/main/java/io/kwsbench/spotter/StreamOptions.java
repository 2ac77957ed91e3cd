package io.kwsbench.spotter;

import io.kwsbench.detect.DetectorRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of a stream. What is left open, the model's file says, or else the values that {@link
 * Spotter} tells.
 *
 * <pre>{@code
 * StreamOptions options =
 *     StreamOptions.DEFAULT.withRule(TensorFlowRule.DEFAULT).withHopMillis(80).withInput(48_000, 2);
 * }</pre>
 *
 * @param rule when scores are a detection
 * @param hopMillis from window to window
 * @param inputRate of the sound that is accepted, in hertz
 * @param channels of the sound; the first is heard
 * @param labels names of the classes, where the model has none; empty otherwise
 * @param threads that inference may use, the caller's included
 * @param vad whether windows that hold background alone count as silence, without inference
 * @param wholeWindows whether every window is computed from its first sample on, rather than from
 *     what the one before leaves; the scores are the same, bit for bit
 */
public record StreamOptions(
    Optional<DetectorRule> rule,
    OptionalInt hopMillis,
    OptionalInt inputRate,
    int channels,
    List<String> labels,
    int threads,
    boolean vad,
    boolean wholeWindows) {
  /** All as the model has it; one channel, one thread; every window is scored. */
  public static final StreamOptions DEFAULT =
      new StreamOptions(
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          1,
          List.of(),
          1,
          false,
          false);

  /**
   * @throws IllegalArgumentException when a number is not positive
   */
  public StreamOptions {
    labels = List.copyOf(labels);
    if (hopMillis.orElse(1) < 1 || inputRate.orElse(1) < 1 || channels < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "a stream every "
              + hopMillis.orElse(1)
              + " ms, at "
              + inputRate.orElse(1)
              + " Hz, of "
              + channels
              + " channels, on "
              + threads
              + " threads");
    }
  }

  /** The same with a rule. */
  public StreamOptions withRule(DetectorRule changed) {
    return new StreamOptions(
        Optional.of(changed), hopMillis, inputRate, channels, labels, threads, vad, wholeWindows);
  }

  /** The same with another time from window to window. */
  public StreamOptions withHopMillis(int changed) {
    return new StreamOptions(
        rule, OptionalInt.of(changed), inputRate, channels, labels, threads, vad, wholeWindows);
  }

  /** The same for sound of another rate and channel count. */
  public StreamOptions withInput(int sampleRate, int channelCount) {
    return new StreamOptions(
        rule,
        hopMillis,
        OptionalInt.of(sampleRate),
        channelCount,
        labels,
        threads,
        vad,
        wholeWindows);
  }

  /** The same with names of the classes. */
  public StreamOptions withLabels(List<String> changed) {
    return new StreamOptions(
        rule, hopMillis, inputRate, channels, changed, threads, vad, wholeWindows);
  }

  /** The same with threads for inference, the caller's included. */
  public StreamOptions withThreads(int changed) {
    return new StreamOptions(
        rule, hopMillis, inputRate, channels, labels, changed, vad, wholeWindows);
  }

  /** The same with windows of background skipped, or scored as all others. */
  public StreamOptions withVad(boolean changed) {
    return new StreamOptions(
        rule, hopMillis, inputRate, channels, labels, threads, changed, wholeWindows);
  }

  /** The same, computing every window whole: to compare, the scores are the same. */
  public StreamOptions withWholeWindows() {
    return new StreamOptions(rule, hopMillis, inputRate, channels, labels, threads, vad, true);
  }
}
