package io.kwsbench.detect;

/**
 * TensorFlow's rule: that of {@code RecognizeCommands} in the speech commands example.
 *
 * <p>It averages the scores of a time window. A label is detected when its average is the largest,
 * exceeds its threshold, and the label is another one than that of the last detection, which lies
 * more than the suppression time back. Silence is a label like any other: it is detected too, and
 * after it nothing is suppressed. So a word is detected twice only when another label, mostly
 * silence, was detected in between. While a window holds too few results, or results of less than a
 * quarter of its time, nothing is detected.
 *
 * <p>Source: {@code tensorflow/examples/speech_commands/recognize_commands.cc}. A quarter of the
 * window is exact here, as in the Python version; the C++ version rounds it down to milliseconds.
 *
 * @param windowMillis the time that is averaged over, in milliseconds
 * @param suppressionMillis how long a detection keeps every other label from one
 * @param minimumCount results that a window must hold
 */
public record TensorFlowRule(
    int windowMillis, int suppressionMillis, int minimumCount, Thresholds thresholds)
    implements DetectorRule {
  /** The values of TensorFlow's usage example: 500 ms, suppression 500 ms, threshold 0.7. */
  public static final TensorFlowRule DEFAULT = new TensorFlowRule(500, 500, 3, Thresholds.of(0.7));

  /**
   * @throws IllegalArgumentException when the window is empty, the suppression is negative or the
   *     count is not positive
   */
  public TensorFlowRule {
    Parameters.require(windowMillis >= 1, "a window of " + windowMillis + " ms");
    Parameters.require(suppressionMillis >= 0, "a suppression of " + suppressionMillis + " ms");
    Parameters.results(minimumCount);
  }

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public TensorFlowRule withThresholds(Thresholds changed) {
    return new TensorFlowRule(windowMillis, suppressionMillis, minimumCount, changed);
  }
}
