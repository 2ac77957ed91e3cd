package io.kwsbench.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Times are milliseconds, and labels silence, unknown, yes, no, stop, unless a test has others. */
class TensorFlowRuleTest {
  private static final List<String> LABELS = List.of("_silence_", "_unknown_", "yes", "no", "stop");
  private static final int RESULTS = 1500;
  private static final Path SCRIPT = Path.of("../../checks/detector_rules.py");

  /** A parameter set of {@code checks/detector_rules.py}. */
  private record Named(String name, TensorFlowRule rule, int stride) {
    static Named of(
        String name, int window, double threshold, int suppression, int minimum, int stride) {
      return new Named(
          name, new TensorFlowRule(window, suppression, minimum, Thresholds.of(threshold)), stride);
    }
  }

  private static final List<Named> SETS =
      List.of(
          Named.of("class", 1000, 0.2, 500, 3, 30),
          Named.of("streaming-cc", 500, 0.7, 1500, 3, 30),
          Named.of("streaming-py", 500, 0.7, 500, 4, 30),
          Named.of("tflite-demo", 1000, 0.5, 1500, 3, 30),
          Named.of("micro", 1000, 0.784, 1500, 3, 80),
          Named.of("sparse", 300, 0.4, 0, 2, 100),
          Named.of("odd-window", 333, 0.5, 250, 1, 37),
          Named.of("one-result", 50, 0.6, 100, 1, 100));

  /** The generator that the script has. */
  private static final class Knuth {
    private long state;

    Knuth(long seed) {
      state = seed;
    }

    long bits() {
      state = state * 6364136223846793005L + 1442695040888963407L;
      return state >>> 40;
    }

    int below(int n) {
      return (int) (bits() % n);
    }
  }

  @Test
  void findsWhatTheRuleInPythonFinds() throws IOException {
    List<String> found = new ArrayList<>();
    for (int seed = 0; seed < SETS.size(); seed++) {
      found.addAll(commands(SETS.get(seed), seed));
    }

    assertThat(found).hasSize(EVENTS).isEqualTo(recorded());
  }

  private static final int EVENTS = 286;

  private static List<String> commands(Named set, int seed) {
    Detector detector = new Detector(set.rule(), new KeywordLabels(LABELS), 1000);
    Knuth random = new Knuth(seed);
    List<String> found = new ArrayList<>();
    long time = 0;
    int loud = 0;
    int left = 0;
    for (int i = 0; i < RESULTS; i++) {
      if (left == 0) {
        loud = random.below(LABELS.size());
        left = 1 + random.below(40);
      }
      left--;
      float[] scores = new float[LABELS.size()];
      for (int label = 0; label < scores.length; label++) {
        scores[label] = (random.bits() / 2) / 16777216f + (label == loud ? 0.5f : 0);
      }
      int number = i;
      detector
          .accept(time, scores)
          .map(
              d ->
                  String.join(" ", set.name(), "" + number, "" + d.time(), d.label())
                      + " "
                      + d.score())
          .ifPresent(found::add);
      time += set.stride() + random.below(5);
    }
    return found;
  }

  private static List<String> recorded() throws IOException {
    try (InputStream in = TensorFlowRuleTest.class.getResourceAsStream("tensorflow-rule.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }

  @Test
  void theScriptStillSaysSo() throws Exception {
    assumeTrue(hasPython(), "skipped: needs python3");
    assertThat(Files.exists(SCRIPT)).isTrue();
    Process script =
        new ProcessBuilder("python3", SCRIPT.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> said =
        new String(script.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
            .lines()
            .toList();

    assertThat(script.waitFor()).isZero();
    assertThat(said).isEqualTo(recorded());
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

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
