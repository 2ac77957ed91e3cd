package io.kwsbench.longaudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.OperatingPoint;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Windows of 100 samples every 10; an hour is 3600 seconds of 1 sample. */
class ThresholdSweepTest {
  private static final KeywordLabels LABELS =
      new KeywordLabels(List.of("_silence_", "_unknown_", "yes", "no"));
  private static final int YES = 2;
  private static final int NO = 3;
  private static final AverageRule RULE =
      new AverageRule(1, Refractory.ofAll(500_000), Thresholds.of(0.7));

  private static PosteriorTrack track(List<LongAudio.Event> events, float[]... peaks) {
    float[][] probabilities = new float[351][];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = new float[] {1, 0, 0, 0};
    }
    for (float[] peak : peaks) {
      float[] scores = new float[LABELS.count()];
      scores[(int) peak[1]] = peak[2];
      scores[0] = Math.min(1 - peak[2], 0.01f);
      probabilities[(int) peak[0]] = scores;
    }
    LongAudio.Truth truth = new LongAudio.Truth("test", 3600, 1, events);
    return new PosteriorTrack(truth, 10, 100, probabilities);
  }

  private static float[] peak(int window, int label, double score) {
    return new float[] {window, label, (float) score};
  }

  private static LongAudio.Event said(String word, int start) {
    return new LongAudio.Event(word, start, start + 60);
  }

  private static ThresholdSweep sweep(DetectorRule rule) {
    return new ThresholdSweep(rule, LABELS, MatchRule.afterSecond(50));
  }

  @Test
  void eachWordIsMeasuredAlone() {
    // a pause after "yes" would hide the false "no" at window 110
    PosteriorTrack one =
        track(
            List.of(said("yes", 1000)),
            peak(100, YES, 0.83),
            peak(110, NO, 0.62),
            peak(250, YES, 0.42));
    PosteriorTrack two = track(List.of(), peak(50, YES, 0.12));

    var table = sweep(RULE).of(List.of(one, two));

    assertThat(table.hours()).isEqualTo(2);
    OptionalDouble never = OptionalDouble.empty();
    assertThat(table.byLabel().get("no"))
        .containsExactly(
            new OperatingPoint(threshold(0), 0.5, never),
            new OperatingPoint(threshold(12), 0, never));
    assertThat(table.byLabel().get("yes"))
        .containsExactly(
            new OperatingPoint(threshold(0), 1, OptionalDouble.of(0)),
            new OperatingPoint(threshold(2), 0.5, OptionalDouble.of(0)),
            new OperatingPoint(threshold(8), 0, OptionalDouble.of(0)));
  }

  private static double threshold(int index) {
    return RocCurve.thresholds()[index];
  }

  @Test
  void thresholdsKeepToABudgetTogether() {
    PosteriorTrack track =
        track(
            List.of(said("yes", 1000), said("no", 2000)),
            peak(100, YES, 0.83),
            peak(200, NO, 0.3),
            peak(300, NO, 0.62));

    BudgetedThresholds chosen = BudgetedThresholds.of(0, List.of(track), sweep(RULE));

    assertThat(chosen.rule())
        .isEqualTo(
            RULE.withThresholds(
                new Thresholds(0.7, Map.of("yes", threshold(0), "no", threshold(12)))));
    assertThat(chosen.words())
        .containsOnly(
            Map.entry("yes", new WordCount(1, 0, 0)), Map.entry("no", new WordCount(1, 1, 0)));
    assertThat(chosen.together()).isEqualTo(new WordCount(2, 1, 0));
    BudgetedThresholds more = BudgetedThresholds.of(1, List.of(track), sweep(RULE));
    assertThat(more.words()).containsEntry("no", new WordCount(1, 0, 1));
    assertThat(more.rate(more.together().falseAlarms())).isEqualTo(new AlarmRate(1, 1));
  }

  @Test
  void aBudgetMayBeOutOfReach() {
    PosteriorTrack sure = track(List.of(), peak(100, YES, 1));
    StreakRule rule = new StreakRule(1, Refractory.ofAll(0), Thresholds.of(0.7));

    assertThatThrownBy(() -> BudgetedThresholds.of(0.5, List.of(sure), sweep(rule)))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "no threshold of 'yes' keeps to 0.5 false alarms per hour: the fewest are 1.00");
  }
}
