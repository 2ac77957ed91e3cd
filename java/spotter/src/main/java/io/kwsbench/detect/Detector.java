package io.kwsbench.detect;

import io.kwsbench.KwsException;
import java.util.Optional;

/**
 * Turns scores into detections by a rule.
 *
 * <p>Allocates nothing but the detections. Not thread-safe: a stream has its own.
 */
public final class Detector {
  private final KeywordLabels labels;
  private final RuleState state;

  /**
   * A detector without results.
   *
   * @param labels the labels of the scores
   * @param ticksPerSecond the unit of its times: the sample rate where they are samples, 1000 where
   *     they are milliseconds
   * @throws KwsException when the rule has a threshold for a label that is not there
   */
  public Detector(DetectorRule rule, KeywordLabels labels, int ticksPerSecond) {
    this.labels = labels;
    this.state = RuleState.of(rule, labels, ticksPerSecond);
  }

  /**
   * Takes a result.
   *
   * @param time of the result: the start or the end of its window, always the same of both. Only
   *     differences of times matter.
   * @param scores one per label; read before the call returns
   * @return what this result decides, if anything. {@link TensorFlowRule} detects silence and
   *     unknown too.
   * @throws KwsException when a score is NaN
   * @throws IllegalArgumentException when there are more scores or fewer than labels; with {@link
   *     TensorFlowRule} also when the time is before the oldest result that it averages
   */
  public Optional<Detection> accept(long time, float[] scores) {
    if (scores.length != labels.count()) {
      throw new IllegalArgumentException(
          scores.length + " scores for " + labels.count() + " labels");
    }
    for (int i = 0; i < scores.length; i++) {
      if (Float.isNaN(scores[i])) {
        throw new KwsException("the score of '" + labels.names().get(i) + "' is NaN");
      }
    }
    int found = state.decide(time, scores);
    return found < 0
        ? Optional.empty()
        : Optional.of(new Detection(found, labels.names().get(found), state.score(found), time));
  }

  /** The score that the rule compares with a label's threshold, after the last result. */
  public double score(int label) {
    return state.score(label);
  }

  /** The labels of the scores. */
  public KeywordLabels labels() {
    return labels;
  }

  /** Forgets all results and detections. */
  public void reset() {
    state.reset();
  }
}
