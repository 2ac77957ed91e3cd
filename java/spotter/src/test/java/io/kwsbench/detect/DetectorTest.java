package io.kwsbench.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results come every 10 ticks of a millisecond; labels are silence, unknown, yes, no. */
class DetectorTest {
  private static final KeywordLabels LABELS =
      new KeywordLabels(List.of("_silence_", "_unknown_", "yes", "no"));

  private static List<String> heard(DetectorRule rule, float[]... results) {
    Detector detector = new Detector(rule, LABELS, 1000);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      detector
          .accept(10L * i, results[i])
          .ifPresent(d -> found.add(d.label() + " " + d.time() + " " + d.score()));
    }
    return found;
  }

  private static float[] yes(float score) {
    return new float[] {1 - score, 0, score, 0};
  }

  private static float[] no(float score) {
    return new float[] {1 - score, 0, 0, score};
  }

  private static final float[] SILENCE = {1, 0, 0, 0};

  @Test
  void anAverageNeedsToReachTheThreshold() {
    AverageRule rule = new AverageRule(2, Refractory.ofAll(20), Thresholds.of(0.625));

    assertThat(heard(rule, SILENCE, yes(1), yes(0.25f), yes(1), yes(1)))
        .containsExactly("yes 20 0.625", "yes 40 1.0");
    // the first result is averaged with none
    assertThat(heard(rule, yes(0.75f), SILENCE)).containsExactly("yes 0 0.75");
  }

  @Test
  void aPauseIsForAllOrForTheLabel() {
    float[][] results = {yes(1), no(1), yes(1), no(1)};

    assertThat(heard(new AverageRule(1, Refractory.ofAll(20), Thresholds.of(0.5)), results))
        .containsExactly("yes 0 1.0", "yes 20 1.0");
    assertThat(heard(new AverageRule(1, Refractory.ofLabel(21), Thresholds.of(0.5)), results))
        .containsExactly("yes 0 1.0", "no 10 1.0");
    assertThat(heard(new StreakRule(1, Refractory.ofLabel(21), Thresholds.of(0.5)), results))
        .containsExactly("yes 0 1.0", "no 10 1.0");
    assertThat(heard(new MicroRule(1, Refractory.ofLabel(21), Thresholds.of(0.5)), results))
        .containsExactly("yes 0 1.0", "no 10 1.0");
  }

  @Test
  void aStreakNeedsResultsInARow() {
    StreakRule rule = new StreakRule(3, Refractory.ofAll(0), Thresholds.of(0.5));

    assertThat(heard(rule, yes(0.5f), yes(0.75f), SILENCE, yes(1), yes(1), yes(0.5f), yes(1)))
        .containsExactly("yes 50 0.5");
    // the row starts anew
    assertThat(heard(rule, yes(1), yes(1), yes(1), yes(1), yes(1), yes(1)))
        .containsExactly("yes 20 1.0", "yes 50 1.0");
  }

  @Test
  void ofSeveralWordsTheLoudestIsDetected() {
    float[] both = {0, 0, 0.625f, 0.75f};

    assertThat(heard(new StreakRule(2, Refractory.ofAll(100), Thresholds.of(0.5)), both, both))
        .containsExactly("no 10 0.75");
    assertThat(heard(new MicroRule(2, Refractory.ofLabel(100), Thresholds.of(0.5)), both, both))
        .containsExactly("no 10 0.75");
  }

  @Test
  void aMicroAverageIsOfEnoughResultsAndExceeds() {
    MicroRule rule = new MicroRule(2, Refractory.ofAll(0), Thresholds.of(0.5));

    // 0.5 does not exceed 0.5; 0.75 at the start is one result only
    assertThat(heard(rule, yes(0.75f), yes(0.25f), yes(0.875f))).containsExactly("yes 20 0.5625");
    // a louder silence is no hindrance
    float[] quiet = {0.9f, 0, 0.6f, 0};
    assertThat(heard(rule, quiet, quiet)).hasSize(1);
    assertThat(heard(new AverageRule(2, Refractory.ofAll(0), Thresholds.of(0.5)), quiet, quiet))
        .isEmpty();
  }

  @Test
  void aLabelMayHaveItsOwnThreshold() {
    Thresholds thresholds = new Thresholds(0.25, Map.of("no", 0.75));
    for (DetectorRule rule :
        List.of(
            new AverageRule(1, Refractory.ofAll(0), thresholds),
            new StreakRule(1, Refractory.ofAll(0), thresholds),
            new MicroRule(1, Refractory.ofAll(0), thresholds))) {
      assertThat(heard(rule, no(0.7f), yes(0.7f), no(1)))
          .extracting(found -> found.split(" ")[0] + found.split(" ")[1])
          .containsExactly("yes10", "no20");
    }
  }

  @Test
  void silenceAndUnknownAreNoWords() {
    float[] unknown = {0, 1, 0, 0};
    Thresholds low = Thresholds.of(0);

    assertThat(heard(new AverageRule(1, Refractory.ofAll(0), low), SILENCE, unknown)).isEmpty();
    assertThat(new KeywordLabels(List.of("yes", "silence", "unknown")).silence()).isOne();
    KeywordLabels both = new KeywordLabels(List.of("_silence_", "_unknown_", "silence", "go"));
    assertThat(both.isKeyword(2)).isTrue();
    assertThat(both.isKeyword(0)).isFalse();
    assertThat(both.isKeyword(1)).isFalse();
    assertThat(new KeywordLabels(List.of("a", "b")).silence()).isEqualTo(-1);
    assertThat(new KeywordLabels(List.of("a", "b")).isKeyword(0)).isTrue();
  }

  @Test
  void misuseIsSaid() {
    Detector detector = new Detector(TensorFlowRule.DEFAULT, LABELS, 16_000);
    assertThatThrownBy(() -> detector.accept(0, new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 scores for 4 labels");
    assertThatThrownBy(() -> detector.accept(0, new float[] {0, 0, Float.NaN, 0}))
        .isInstanceOf(KwsException.class)
        .hasMessage("the score of 'yes' is NaN");
    Thresholds wrong = new Thresholds(0.5, Map.of("yse", 0.7));
    assertThatThrownBy(
            () -> new Detector(TensorFlowRule.DEFAULT.withThresholds(wrong), LABELS, 16_000))
        .isInstanceOf(KwsException.class)
        .hasMessage("a threshold for 'yse', but the labels are _silence_ _unknown_ yes no");
    assertThatThrownBy(() -> Thresholds.of(1.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Thresholds.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StreakRule(0, Refractory.ofAll(0), Thresholds.of(0.5)))
        .hasMessage("0 results; at least 1 is needed");
    assertThatThrownBy(() -> Refractory.ofAll(-1)).hasMessage("a pause of -1 ms");
    assertThatThrownBy(() -> new KeywordLabels(List.of())).isInstanceOf(KwsException.class);
  }
}
