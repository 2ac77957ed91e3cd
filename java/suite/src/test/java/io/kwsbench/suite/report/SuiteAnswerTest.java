package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.report.render.Format;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The sentences that say how a suite came out, and the formats that show them. */
class SuiteAnswerTest {
  @Test
  void failedGatesAreNamedWithTheirFactor() {
    assertThat(answer(SuiteFixture.result(), false))
        .isEqualTo(
            "2 of 7 gates failed: new|<b>\"x\"</script> ratio, 1.05× slower than ref (1.04–1.06×);"
                + " new|<b>\"x\"</script> size (2,000, limit 1,999).");
  }

  @Test
  void openGatesAreFailuresWhereTheExitCodeSaysSo() {
    assertThat(answer(SuiteFixture.result(), true)).startsWith("5 of 7 gates failed: ");
    SuiteResult open = only(gate -> !gate.status().isFailure());
    assertThat(answer(open, false))
        .startsWith("No gate failed, and 3 of 5 gates are open: ")
        .contains("latency, neither clearly faster nor slower than baseline main (0.00–")
        .contains(" (undecided); ", " instructions (not offered); ", " memory (no baseline).");
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
    var report = SuiteReport.of(only(gate -> gate.status() == GateStatus.PASS), false);
    String text = Format.TEXT.render(report);
    assertThat(text).startsWith("All 2 gates hold.\n").endsWith("\nAll 2 gates hold.\n");
    assertThat(Format.MARKDOWN.render(report)).contains(" demo\n\nAll 2 gates hold.\n\n");
    JsonNode json = new ObjectMapper().readTree(Format.JSON.render(report));
    assertThat(json.get("answer")).hasSize(1);
    assertThat(json.at("/answer/0").asText()).isEqualTo("All 2 gates hold.");
  }

  private static String answer(SuiteResult result, boolean undecidedFails) {
    return String.join(" ", SuiteAnswer.of(result, undecidedFails).lines());
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
