package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.gate.Metric;
import io.kwsbench.report.render.Format;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.stats.decision.RegressionVerdict;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The sentences that say how a suite came out, and the formats that show them. */
class SuiteAnswerTest {
  private static final String UNDECIDED =
      " Undecided: give a longer budget or a wider max_slowdown.";

  /** Both ends are above the limit, on both sides of 1. */
  @Test
  void aRatioIsHeldAgainstItsLimitAndNotAgainstOne() {
    GateResult wide = ratio(0.58, 0.2057, 1.2397, 0.1);
    assertThat(answer(having(wide), false))
        .isEqualTo("1 of 1 gate failed: after ratio 0.58 of before (0.21–1.24), limit 0.10.");
    GateResult near = ratio(1.0312, 1.0302, 1.0321, 1.03);
    assertThat(answer(having(near), false))
        .contains("after ratio 1.0312 of before (1.0302–1.0321), limit 1.0300.");
  }

  @Test
  void theFirstBaselinesRunIsNotOpen() {
    GateResult first =
        new GateResult(
            Metric.LATENCY,
            "baseline",
            GateStatus.NO_BASELINE,
            OptionalDouble.empty(),
            OptionalDouble.of(1.03),
            Metric.LATENCY.unit(),
            Optional.empty(),
            "no baseline yet");
    GateResult holds = only(gate -> gate.gate() == Metric.P99).cases().get(1).gates().get(0);
    assertThat(answer(having(first), false))
        .isEqualTo("Baseline saved; the gate applies from the next run.");
    assertThat(answer(having(holds, first), true))
        .isEqualTo("1 of 2 gates holds. Baseline saved; 1 gate applies from the next run.");
    assertThat(answer(having(first, first), false))
        .isEqualTo("Baseline saved; 2 gates apply from the next run.");
  }

  private static GateResult ratio(double ratio, double low, double high, double limit) {
    RatioInterval interval = new RatioInterval(ratio, low, high, 0.99);
    Decision decision =
        new Decision(RegressionVerdict.REGRESSION, interval, 0.01, 0, 1e-6, 30, false);
    return new GateResult(
        Metric.RATIO,
        "before",
        GateStatus.FAIL,
        OptionalDouble.of(ratio),
        OptionalDouble.of(limit),
        Metric.RATIO.unit(),
        Optional.of(decision),
        "");
  }

  /** The result of a first run, without a baseline, that has one case with these gates. */
  private static SuiteResult having(GateResult... gates) {
    SuiteResult all = SuiteFixture.result();
    CaseResult one = all.cases().get(1);
    CaseResult after =
        new CaseResult(
            new CaseResult.Subject("after", "after.pb", "fake 1.0", 1),
            one.warmUp(),
            one.times(),
            one.measures(),
            one.profile(),
            List.of(gates));
    return new SuiteResult(
        all.terms(),
        all.environment(),
        all.doubts(),
        Optional.empty(),
        all.extent(),
        all.roofline(),
        List.of(after));
  }

  @Test
  void failedGatesAreNamedWithTheirFactor() {
    assertThat(answer(SuiteFixture.result(), false))
        .isEqualTo(
            "2 of 7 gates failed: new|<b>\"x\"</script> ratio 1.05 of ref (1.04–1.06),"
                + " limit 1.03; new|<b>\"x\"</script> size (2,000 bytes, limit 1,999 bytes)."
                + UNDECIDED);
  }

  @Test
  void openGatesAreFailuresWhereTheExitCodeSaysSo() {
    assertThat(answer(SuiteFixture.result(), true)).startsWith("5 of 7 gates failed: ");
    SuiteResult open = only(gate -> !gate.status().isFailure());
    assertThat(answer(open, false))
        .startsWith("No gate failed, and 3 of 5 gates are open: ")
        .contains("latency 1.02 of baseline main (0.00–∞), limit 1.03 (undecided); ")
        .contains(" instructions (not offered); ", " memory (no baseline).")
        .endsWith(UNDECIDED);
    assertThat(answer(open, true)).startsWith("3 of 5 gates failed: ");
  }

  @Test
  void passesAreCounted() {
    assertThat(answer(only(gate -> gate.status() == GateStatus.PASS), true))
        .isEqualTo("All 2 gates hold.");
    assertThat(answer(only(gate -> gate.unit().label().equals("share")), true))
        .isEqualTo("The gate holds.");
    assertThat(answer(only(gate -> false), true))
        .isEqualTo("The suite has no gates; it measured 2 cases.");
  }

  @Test
  void anInterruptionComesFirst() {
    SuiteResult some = only(gate -> false);
    SuiteResult stopped =
        with(some, new SuiteResult.Extent(3, some.extent().seconds(), true), some.cases());
    assertThat(answer(stopped, false)).startsWith("Interrupted after 3 rounds. The suite has no ");
  }

  /** A text shows them first and last, Markdown below its title, JSON as lines. */
  @Test
  void everyReadableFormatHasTheAnswer() throws IOException {
    var report = SuiteFixture.report(only(gate -> gate.status() == GateStatus.PASS));
    String text = Format.TEXT.render(report);
    assertThat(text).startsWith("All 2 gates hold.\n").endsWith("\nAll 2 gates hold.\n");
    assertThat(Format.MARKDOWN.render(report)).contains(" demo\n\nAll 2 gates hold.\n\n");
    JsonNode json = new ObjectMapper().readTree(Format.JSON.render(report));
    assertThat(json.get("answer")).hasSize(1);
    assertThat(json.at("/answer/0").asText()).isEqualTo("All 2 gates hold.");
  }

  private static String answer(SuiteResult result, boolean undecidedFails) {
    return String.join(" ", SuiteAnswer.of(result, SuiteFixture.undecided(undecidedFails)).lines());
  }

  private static SuiteResult only(Predicate<GateResult> which) {
    SuiteResult all = SuiteFixture.result();
    List<CaseResult> cases =
        all.cases().stream()
            .map(
                one ->
                    new CaseResult(
                        one.subject(),
                        one.warmUp(),
                        one.times(),
                        one.measures(),
                        one.profile(),
                        one.gates().stream().filter(which).toList()))
            .toList();
    return with(all, all.extent(), cases);
  }

  private static SuiteResult with(
      SuiteResult all, SuiteResult.Extent extent, List<CaseResult> cases) {
    return new SuiteResult(
        all.terms(),
        all.environment(),
        all.doubts(),
        all.baseline(),
        extent,
        all.roofline(),
        cases);
  }
}
