package io.kwsbench.longaudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.Detection;
import io.kwsbench.detect.Detector;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.TensorFlowRule;
import io.kwsbench.detect.Thresholds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of 100 samples every 10; an hour is 3600 seconds of 1 sample. */
class RocCurveTest {
  private static final List<String> LABELS = List.of("_silence_", "_unknown_", "yes", "no");
  private static final MatchRule TOLERANCE = MatchRule.afterSecond(50);
  private static final AverageRule RULE =
      new AverageRule(1, Refractory.ofAll(100_000), Thresholds.of(0));

  @Test
  void aWordHeardInTimeIsNeitherMissedNorAnAlarm() {
    RocCurve curve = curve(List.of(new LongAudio.Event("yes", 1000, 1060)), peak(100, 2, 0.8f));

    assertThat(at(curve, 0.5).missed()).isZero();
    assertThat(at(curve, 0.5).falseAlarms()).isZero();
    assertThat(at(curve, 0.85).missed()).isOne();
    assertThat(at(curve, 0.85).falseRejectRate()).isEqualTo(1);
    assertThat(curve.keywords()).isOne();
    // the window ends at 1100, 40 seconds after the word
    assertThat(at(curve, 0.5).delay()).isEqualTo(new Delay(1, 40_000, 40_000));
    assertThat(at(curve, 0.85).delay().words()).isZero();
  }

  @Test
  void anotherWordIsAMissAndAnAlarm() {
    RocCurve curve = curve(List.of(new LongAudio.Event("no", 1000, 1060)), peak(100, 2, 0.8f));

    assertThat(at(curve, 0.5).missed()).isOne();
    assertThat(at(curve, 0.5).falseAlarms()).isOne();
    assertThat(at(curve, 0.5).falseAlarmsPerHour()).isEqualTo(1, within(1e-9));
  }

  @Test
  void tooLateIsAMissAndAnAlarm() {
    // ends at 1160, ten after the second and the tolerance are over
    RocCurve late = curve(List.of(new LongAudio.Event("yes", 1000, 1060)), peak(106, 2, 0.8f));
    RocCurve inTime = curve(List.of(new LongAudio.Event("yes", 1000, 1060)), peak(105, 2, 0.8f));

    assertThat(at(late, 0.5).missed()).isOne();
    assertThat(at(late, 0.5).falseAlarms()).isOne();
    assertThat(at(inTime, 0.5).missed()).isZero();
  }

  @Test
  void aWordIsDetectedOnceWhileTheDetectorIsDeaf() {
    float[][] track = peak(100, 2, 0.8f);
    track[105] = track[100];
    RocCurve deaf = curve(List.of(new LongAudio.Event("yes", 1000, 1060)), track);
    track = peak(100, 2, 0.8f);
    track[110] = track[100];
    RocCurve awake = curve(List.of(new LongAudio.Event("yes", 1000, 1060)), track);

    assertThat(at(deaf, 0.5).falseAlarms()).isZero();
    assertThat(at(awake, 0.5).falseAlarms()).isOne();
  }

  @Test
  void aDetectionMayBeDueSoonAfterTheWordsEnd() {
    List<LongAudio.Event> word = List.of(new LongAudio.Event("yes", 1000, 1060));
    // the window ends at 1100
    RocCurve inTime = curve(word, peak(100, 2, 0.8f), MatchRule.afterEnd(40, 0));
    RocCurve late = curve(word, peak(100, 2, 0.8f), MatchRule.afterEnd(39, 0));

    assertThat(at(inTime, 0.5).missed()).isZero();
    assertThat(at(late, 0.5).missed()).isOne();
    assertThat(at(late, 0.5).falseAlarms()).isOne();
  }

  @Test
  void falseAlarmsInQuickSuccessionCountOnce() {
    float[][] track = peak(100, 2, 0.8f);
    track[105] = track[100];
    track[112] = track[100];
    AverageRule eager = new AverageRule(1, Refractory.ofAll(0), Thresholds.of(0));
    for (int i = 0; i < 3; i++) {
      int debounce = List.of(0, 50, 51).get(i);
      RocCurve curve =
          RocCurve.of(track(List.of(), track), LABELS, eager, MatchRule.afterEnd(0, debounce));
      // at 1100, 1150 and 1220
      assertThat(at(curve, 0.5).falseAlarms()).isEqualTo(List.of(3, 3, 2).get(i));
    }
  }

  @Test
  void theAreaIsTheMeanShareOfMissedWords() {
    RocCurve.Point none = point(0.9, 0, 0.5);
    RocCurve.Point one = point(0.6, 1, 0.25);
    RocCurve.Point four = point(0.3, 4, 0);

    assertThat(new RocCurve("x", 1, 4, List.of(four, one, none)).area(2)).isEqualTo(0.375);
    // below one false alarm per hour all words are missed
    assertThat(new RocCurve("x", 1, 4, List.of(four, one)).area(2)).isEqualTo(0.625);
  }

  private static RocCurve.Point point(double threshold, int alarms, double rejected) {
    return new RocCurve.Point(
        threshold, alarms, alarms, (int) (rejected * 4), rejected, new Delay(0, 0, 0));
  }

  @Test
  void unknownWordsOfTheTruthAreNoWords() {
    RocCurve curve =
        curve(List.of(new LongAudio.Event("_unknown_", 1000, 1060)), peak(100, 1, 0.9f));

    assertThat(curve.keywords()).isZero();
    assertThat(at(curve, 0.5).missed()).isZero();
  }

  @Test
  void silenceAndUnknownAreNoDetections() {
    RocCurve curve = curve(List.of(), peak(100, 1, 0.9f));

    assertThat(curve.points()).allMatch(p -> p.falseAlarms() == 0 && p.falseRejectRate() == 0);
  }

  @Test
  void theBestPointWithinABudget() {
    float[][] track = peak(100, 2, 0.9f);
    track[200] = peak(0, 3, 0.6f)[0];
    RocCurve curve = curve(List.of(new LongAudio.Event("yes", 1000, 1060)), track);

    assertThat(curve.at(1).orElseThrow().missed()).isZero();
    assertThat(curve.at(0).orElseThrow().missed()).isZero();
    assertThat(curve.at(0).orElseThrow().threshold()).isGreaterThan(0.6);
    assertThat(curve.at(-1)).isEmpty();
  }

  @Test
  void averagingLowersAPeak() {
    PosteriorTrack track = track(List.of(), peak(100, 2, 0.8f));
    AverageRule four = new AverageRule(4, Refractory.ofAll(0), Thresholds.of(0.2f));
    KeywordLabels labels = new KeywordLabels(LABELS);
    assertThat(track.detections(new Detector(four, labels, 1))).isEmpty();

    track.probabilities()[101] = track.probabilities()[100];
    track.probabilities()[102] = track.probabilities()[100];
    assertThat(track.detections(new Detector(four, labels, 1)))
        .extracting(Detection::time)
        .containsExactly(1120L, 1130L);
  }

  @Test
  void theRuleDecides() {
    float[][] held = peak(100, 2, 0.8f);
    for (int i = 100; i < 130; i++) {
      held[i] = held[100];
    }
    List<LongAudio.Event> event = List.of(new LongAudio.Event("yes", 1000, 1060));
    // a window of 20 samples holds three results
    TensorFlowRule rule = new TensorFlowRule(20_000, 0, 3, Thresholds.of(0));

    RocCurve once = RocCurve.of(track(event, held), LABELS, rule, TOLERANCE);
    RocCurve again = RocCurve.of(track(event, held), LABELS, RULE, TOLERANCE);

    assertThat(at(once, 0.5).falseAlarms()).isZero();
    assertThat(at(once, 0.5).missed()).isZero();
    assertThat(at(again, 0.5).falseAlarms()).isEqualTo(2);
  }

  @Test
  void whatIsNoNumberIsNamedWithItsAudio() {
    float[][] track = peak(100, 2, 0.8f);
    track[7][1] = Float.NaN;
    assertThatThrownBy(() -> curve(List.of(), track))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "the model gives NaN for the window of test that ends at sample 170: that is no class");
  }

  private static RocCurve.Point at(RocCurve curve, double threshold) {
    return curve.points().stream()
        .filter(p -> Math.abs(p.threshold() - threshold) < 1e-9)
        .findFirst()
        .orElseThrow();
  }

  private static RocCurve curve(List<LongAudio.Event> events, float[][] probabilities) {
    return curve(events, probabilities, TOLERANCE);
  }

  private static RocCurve curve(
      List<LongAudio.Event> events, float[][] probabilities, MatchRule inTime) {
    return RocCurve.of(track(events, probabilities), LABELS, RULE, inTime);
  }

  private static PosteriorTrack track(List<LongAudio.Event> events, float[][] probabilities) {
    LongAudio audio = new LongAudio("test", new float[3600], 1, events);
    return new PosteriorTrack(audio.truth(), 10, 100, probabilities);
  }

  /** Silence everywhere but for one window. */
  private static float[][] peak(int window, int label, float probability) {
    float[][] probabilities = new float[351][];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = new float[] {1, 0, 0, 0};
    }
    probabilities[window] = new float[LABELS.size()];
    probabilities[window][label] = probability;
    probabilities[window][0] += 1 - probability;
    return probabilities;
  }
}
