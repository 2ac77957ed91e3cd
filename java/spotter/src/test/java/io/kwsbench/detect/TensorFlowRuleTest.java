package io.kwsbench.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Times are milliseconds, and labels silence, unknown, yes, no, stop, unless a test has others. */
class TensorFlowRuleTest {
  private static final List<String> LABELS = List.of("_silence_", "_unknown_", "yes", "no", "stop");
  private static final TensorFlowRule RULE = new TensorFlowRule(400, 500, 3, Thresholds.of(0.5));

  /** Feeds one result every 100 ms; a name is a loud label. */
  private static List<String> heard(Detector detector, String... loud) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < loud.length; i++) {
      float[] scores = new float[LABELS.size()];
      scores[LABELS.indexOf(loud[i])] = 1;
      detector.accept(100L * i, scores).ifPresent(d -> found.add(d.label() + " " + d.time()));
    }
    return found;
  }

  private static Detector detector(TensorFlowRule rule) {
    return new Detector(rule, new KeywordLabels(LABELS), 1000);
  }

  private static String[] times(int n, String label) {
    return Collections.nCopies(n, label).toArray(String[]::new);
  }

  @Test
  void aWindowNeedsTheMinimumCountAndAQuarterOfItsTime() {
    assertThat(heard(detector(RULE), times(4, "yes"))).containsExactly("yes 200");
    TensorFlowRule one = new TensorFlowRule(400, 500, 1, Thresholds.of(0.5));
    assertThat(heard(detector(one), times(4, "yes"))).containsExactly("yes 100");
    TensorFlowRule longer = new TensorFlowRule(1000, 500, 1, Thresholds.of(0.5));
    // 250 ms are a quarter: reached with the result at 300
    assertThat(heard(detector(longer), times(5, "yes"))).containsExactly("yes 300");
  }

  @Test
  void aHeldWordIsDetectedOnce() {
    assertThat(heard(detector(RULE), times(100, "yes"))).containsExactly("yes 200");
  }

  @Test
  void theSameWordNeedsAnotherLabelInBetween() {
    String[] loud = new String[36];
    Arrays.fill(loud, "_silence_");
    for (int i : new int[] {10, 11, 12, 13, 24, 25, 26, 27}) {
      loud[i] = "yes";
    }

    // silence at the start is no news; the average passes 0.5 with the third of five results
    assertThat(heard(detector(RULE), loud))
        .containsExactly("yes 1200", "_silence_ 1800", "yes 2600", "_silence_ 3200");
  }

  @Test
  void suppressionHoldsBackEveryLabelButNotAfterSilence() {
    String[] loud = new String[10];
    Arrays.fill(loud, "no");
    loud[0] = loud[1] = loud[2] = "yes";

    // "no" is the largest from 500 on; the suppression is over when more than 500 ms have passed
    assertThat(heard(detector(RULE), loud)).containsExactly("yes 200", "no 800");
  }

  @Test
  void aScoreMustExceedTheThreshold() {
    TensorFlowRule all = RULE.withThresholds(Thresholds.of(1));
    assertThat(heard(detector(all), times(9, "yes"))).isEmpty();
    TensorFlowRule own = RULE.withThresholds(new Thresholds(0.5, Map.of("yes", 1.0)));
    assertThat(heard(detector(own), times(9, "yes"))).isEmpty();
    assertThat(heard(detector(own), times(9, "no"))).containsExactly("no 200");
  }

  @Test
  void timeMayNotRunBehindTheWindow() {
    Detector detector = detector(RULE);
    detector.accept(1000, new float[5]);
    assertThatThrownBy(() -> detector.accept(999, new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("time 999 is before");
  }

  @Test
  void resetForgets() {
    Detector detector = detector(RULE);
    assertThat(heard(detector, times(9, "yes"))).containsExactly("yes 200");
    detector.reset();
    assertThat(heard(detector, times(9, "yes"))).containsExactly("yes 200");
  }
}
