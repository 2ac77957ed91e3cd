package io.kwsbench.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.tensor.Likeliest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DetectorPropertiesTest {
  private static final KeywordLabels LABELS =
      new KeywordLabels(List.of("_silence_", "_unknown_", "yes", "no"));
  private static final int HOP = 80;

  @Provide
  Arbitrary<DetectorRule> rules() {
    Arbitrary<Thresholds> thresholds = Arbitraries.doubles().between(0, 1).map(Thresholds::of);
    Arbitrary<Integer> counts = Arbitraries.integers().between(1, 6);
    Arbitrary<Refractory> pauses =
        Combinators.combine(
                Arbitraries.integers().between(0, 900), Arbitraries.of(Refractory.Scope.values()))
            .as(Refractory::new);
    return Arbitraries.oneOf(
        Combinators.combine(
                Arbitraries.integers().between(1, 900),
                Arbitraries.integers().between(0, 900),
                counts,
                thresholds)
            .as(TensorFlowRule::new),
        Combinators.combine(counts, pauses, thresholds).as(AverageRule::new),
        Combinators.combine(counts, pauses, thresholds).as(StreakRule::new),
        Combinators.combine(counts, pauses, thresholds).as(MicroRule::new));
  }

  private static float[][] scores(long seed) {
    Random random = new Random(seed);
    float[][] scores = new float[120][LABELS.count()];
    for (int i = 0; i < scores.length; i++) {
      for (int label = 0; label < LABELS.count(); label++) {
        boolean loud = label == i / 9 * 7 % LABELS.count();
        scores[i][label] = random.nextFloat() / 2 + (loud ? 0.5f : 0);
      }
    }
    return scores;
  }

  private static List<Detection> detections(Detector detector, float[][] scores, long start) {
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      long time = start + (long) i * HOP;
      detector
          .accept(time, scores[i])
          .map(d -> new Detection(d.index(), d.label(), d.score(), d.time() - start))
          .ifPresent(found::add);
    }
    return found;
  }

  @Property(tries = 200)
  void onlyDifferencesOfTimesMatter(@ForAll("rules") DetectorRule rule, @ForAll long seed) {
    Detector detector = new Detector(rule, LABELS, 1000);
    float[][] scores = scores(seed);
    List<Detection> found = detections(detector, scores, 0);

    for (long start : new long[] {Integer.MAX_VALUE - 4000L, 1L << 40, -5000}) {
      detector.reset();
      assertThat(detections(detector, scores, start)).isEqualTo(found);
    }
  }

  @Property(tries = 200)
  void everyDetectionPassesItsThreshold(
      @ForAll("rules") DetectorRule rule,
      @ForAll long seed,
      @ForAll @IntRange(max = 3) int raised) {
    double all = rule.thresholds().all();
    String label = LABELS.names().get(raised);
    Thresholds own = new Thresholds(all, Map.of(label, (1 + all) / 2));
    for (Detection found :
        detections(new Detector(rule.withThresholds(own), LABELS, 1000), scores(seed), 0)) {
      assertThat(found.score()).isGreaterThanOrEqualTo(own.of(found.label()));
      assertThat(LABELS.names().get(found.index())).isEqualTo(found.label());
    }
  }

  @Property(tries = 200)
  void pausesAreKept(@ForAll("rules") DetectorRule rule, @ForAll long seed) {
    List<Detection> found = detections(new Detector(rule, LABELS, 1000), scores(seed), 0);
    for (int i = 1; i < found.size(); i++) {
      Detection now = found.get(i);
      Detection before = found.get(i - 1);
      if (rule instanceof TensorFlowRule tensorFlow) {
        assertThat(now.label()).isNotEqualTo(before.label());
        if (!before.label().equals("_silence_")) {
          assertThat(now.time() - before.time()).isGreaterThan(tensorFlow.suppressionMillis());
        }
      } else {
        assertThat(now.time() - lastHeldBack(rule, found, i))
            .isGreaterThanOrEqualTo(refractory(rule).millis());
        assertThat(LABELS.isKeyword(now.index())).isTrue();
      }
    }
  }

  /** When the last detection was that may hold back detection {@code i}; long ago if none was. */
  private static long lastHeldBack(DetectorRule rule, List<Detection> found, int i) {
    boolean all = refractory(rule).scope() == Refractory.Scope.ALL;
    for (int j = i - 1; j >= 0; j--) {
      if (all || found.get(j).index() == found.get(i).index()) {
        return found.get(j).time();
      }
    }
    return Integer.MIN_VALUE;
  }

  private static Refractory refractory(DetectorRule rule) {
    if (rule instanceof AverageRule average) {
      return average.refractory();
    }
    return rule instanceof StreakRule streak
        ? streak.refractory()
        : ((MicroRule) rule).refractory();
  }

  /** The plain way: average the whole track, then walk over it. */
  @Property(tries = 200)
  void averageIsAverageThenThreshold(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int results,
      @ForAll @IntRange(max = 900) int pause,
      @ForAll @IntRange(max = 100) int percent) {
    float[][] scores = scores(seed);
    List<String> expected = new ArrayList<>();
    long deafUntil = Long.MIN_VALUE;
    for (int i = 0; i < scores.length; i++) {
      float[] smooth = new float[LABELS.count()];
      int from = Math.max(0, i - results + 1);
      for (int label = 0; label < smooth.length; label++) {
        float sum = 0;
        for (int w = from; w <= i; w++) {
          sum += scores[w][label];
        }
        smooth[label] = sum / (i - from + 1);
      }
      int best = Likeliest.of(smooth).orElseThrow();
      long time = (long) i * HOP;
      if (best > 1 && smooth[best] >= percent / 100.0 && time >= deafUntil) {
        expected.add(best + " " + time);
        deafUntil = time + pause;
      }
    }
    AverageRule rule =
        new AverageRule(results, Refractory.ofAll(pause), Thresholds.of(percent / 100.0));

    assertThat(detections(new Detector(rule, LABELS, 1000), scores, 0))
        .extracting(found -> found.index() + " " + found.time())
        .isEqualTo(expected);
  }

  @Property(tries = 50)
  void aStreakOfOneIsTheScoreItself(@ForAll long seed) {
    StreakRule rule = new StreakRule(1, Refractory.ofAll(0), Thresholds.of(0.75));
    Detector detector = new Detector(rule, LABELS, 1000);
    for (float[] scores : scores(seed)) {
      Optional<Detection> found = detector.accept(0, scores);
      assertThat(found.isPresent()).isEqualTo(Math.max(scores[2], scores[3]) >= 0.75);
    }
  }
}
