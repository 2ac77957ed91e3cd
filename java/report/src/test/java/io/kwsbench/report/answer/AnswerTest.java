package io.kwsbench.report.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  private static final Timed NATIVE =
      new Timed(
          "Native engine",
          "clip",
          810,
          1000,
          1,
          OptionalDouble.of(1 / 628.0),
          Timed.Interruption.NONE);

  private static Answer.Rival rival(String name, double ratio, double low, double high) {
    return new Answer.Rival(name, new RatioInterval(ratio, low, high, 0.99), "outputs agree");
  }

  private static ClipPrediction clip(String label, double probability) {
    return new ClipPrediction("a.wav", List.of(new ClipPrediction.Score(label, probability)));
  }

  @Test
  void threeLinesSayHowFastHowMuchFasterAndWhatWasHeard() {
    Answer answer =
        new Answer(
            NATIVE,
            List.of(rival("TensorFlow", 1 / 2.9, 1 / 3.1, 1 / 2.7)),
            List.of(),
            Optional.of(HeardWords.of(List.of(clip("forward", 0.6312)))));
    assertThat(answer.lines())
        .containsExactly(
            "Native engine: 0.81 ms per clip (median of 1,000 runs, one thread), 628× faster than"
                + " real time.",
            "2.9× faster than TensorFlow (2.7–3.1×); outputs agree.",
            "Heard: forward (0.63).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.5   | 0.4  | 0.625  | 2.00× faster than X (1.60–2.50×)
          0.95  | 0.93 | 0.97   | 1.05× faster than X (1.03–1.08×)
          1.25  | 1.2  | 1.3    | 1.25× slower than X (1.20–1.30×)
          3.26  | 3.1  | 3.4    | 3.3× slower than X (3.1–3.4×)
          0.98  | 0.9  | 1.05   | neither clearly faster nor slower than X (0.95–1.11×)
          1.02  | 0.9  | 1.3    | neither clearly faster nor slower than X (0.77–1.11×)
          0.03  | 0.02 | 0.04   | 33× faster than X (25–50×)
          0.5   | 1e-300 | 0.9  | 2.00× faster than X (1.11–∞×)
          """)
  void aRatioIsAlwaysAFactorAboveOne(double ratio, double low, double high, String words) {
    assertThat(Speedup.than("X", new RatioInterval(ratio, low, high, 0.99))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          9.234    | 9.2 µs
          85.4     | 85 µs
          100      | 0.10 ms
          810      | 0.81 ms
          12345    | 12.3 ms
          123456   | 123 ms
          1234567  | 1.23 s
          """)
  void aTimeHasTwoDigitsOrThree(double micros, String words) {
    assertThat(Timed.time(micros)).isEqualTo(words);
  }

  @Test
  void severalRivalsStandInLinesOfAtMostHundredColumns() {
    List<Answer.Rival> rivals =
        List.of(
            rival("TensorFlow", 0.25, 0.24, 0.26),
            rival("ONNX Runtime", 0.5, 0.49, 0.51),
            rival("LiteRT", 0.8, 0.79, 0.81),
            new Answer.Rival(
                "OpenVINO",
                new RatioInterval(1.5, 1.4, 1.6, 0.99),
                "outputs DISAGREE (largest difference 0.25, same class for 3 of 5 inputs)"));
    List<String> lines = new Answer(NATIVE, rivals, List.of(), Optional.empty()).lines();
    assertThat(lines).hasSize(4).allMatch(line -> line.length() <= 100);
    assertThat(String.join(" ", lines.subList(1, 4)))
        .isEqualTo(
            "4.0× faster than TensorFlow (3.8–4.2×), outputs agree;"
                + " 2.00× faster than ONNX Runtime (1.96–2.04×), outputs agree;"
                + " 1.25× faster than LiteRT (1.23–1.27×), outputs agree;"
                + " 1.50× slower than OpenVINO (1.40–1.60×), outputs DISAGREE"
                + " (largest difference 0.25, same class for 3 of 5 inputs).");
  }

  @Test
  void anInterruptedMeasurementSaysAfterHowManyRuns() {
    assertThat(interrupted(37, 1000))
        .isEqualTo(
            "TensorFlow: 2.35 ms per run (median, interrupted after 37 of 1,000 runs, 2 threads).");
    assertThat(interrupted(37, 0))
        .isEqualTo("TensorFlow: 2.35 ms per run (median, interrupted after 37 runs, 2 threads).");
    assertThat(interrupted(0, 1000))
        .isEqualTo("TensorFlow: not measured (interrupted before the first run).");
  }

  private static String interrupted(long runs, long planned) {
    return new Timed(
            "TensorFlow",
            "run",
            2350,
            runs,
            2,
            OptionalDouble.empty(),
            new Timed.Interruption(true, planned))
        .sentence();
  }

  @Test
  void aModelSlowerThanRealTimeSaysSo() {
    Timed slow =
        new Timed(
            "Native engine",
            "clip",
            1_310_000,
            1,
            0,
            OptionalDouble.of(1.31),
            Timed.Interruption.NONE);
    assertThat(slow.sentence())
        .isEqualTo(
            "Native engine: 1.31 s per clip (median of 1 run, threads of the engine's choice),"
                + " 1.31× slower than real time.");
  }

  @Test
  void clipsAreCountedByTheirClass() {
    assertThat(HeardWords.of(List.of(clip("no", 0.5), clip("yes", 0.6), clip("yes", 0.7))))
        .isEqualTo("Heard in 3 clips: yes 2, no 1.");
    assertThat(HeardWords.of(IntStream.range(0, 9).mapToObj(i -> clip("w" + i, 1)).toList()))
        .isEqualTo("Heard in 9 clips: w0 1, w1 1, w2 1, w3 1, w4 1, w5 1, 3 more classes.");
    assertThat(HeardWords.of(List.of(new ClipPrediction("a.wav", Collections.emptyList()))))
        .isEqualTo("Heard: no class (not a number).");
    assertThat(HeardWords.of(List.of()))
        .isEqualTo("Heard: no class, since the output is not real numbers.");
  }

  @Test
  void aLabelMovesNoCursor() {
    Optional<String> heard = Optional.of(HeardWords.of(List.of(clip("a\u001b[2J\nb", 1))));
    assertThat(new Answer(NATIVE, List.of(), List.of(), heard).lines().get(1))
        .isEqualTo("Heard: a\\u001b[2J\\u000ab (1.00).");
  }

  @Test
  void whatCouldNotRunBesideItIsNamed() {
    String sentence = "Not compared with TensorFlow: this bundle has no TensorFlow.";
    assertThat(new Answer(NATIVE, List.of(), List.of(sentence), Optional.empty()).lines())
        .hasSize(2)
        .contains(sentence);
  }
}
