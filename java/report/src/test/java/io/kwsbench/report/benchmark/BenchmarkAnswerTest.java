package io.kwsbench.report.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.report.benchmark.text.BenchmarkReport;
import io.kwsbench.report.benchmark.text.TextOptions;
import io.kwsbench.report.render.Format;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchmarkAnswerTest {
  private static final BenchmarkResult FEW = ReportFixture.compared(List.of(Optional.empty()));

  @Test
  void runsTooFewForARatioStillCompareTheOutputs() {
    assertThat(FEW.answer().lines())
        .contains(
            "Not compared with TensorFlow: too few runs; outputs DISAGREE (largest difference 0.25,"
                + " same class",
            "for 2 of 3 inputs).");
    assertThat(Format.TEXT.render(BenchmarkReport.of(FEW, TextOptions.DEFAULT)))
        .contains(
            "\nnative against tensorflow: too few runs for a ratio of times\n"
                + "outputs DISAGREE: same class on 2 of 3, largest difference 0.25\n");
  }

  @Test
  void aRatioThatIsUnknownIsNullInJson() throws IOException {
    String json = Format.JSON.render(BenchmarkReport.of(FEW));
    assertThat(new ObjectMapper().readTree(json).at("/comparisons/0/time_ratio").isNull()).isTrue();
    assertThat(json).contains("\"time_ratio\" : null");
  }

  @Test
  void withoutAComparisonTheInterruptionIsTheReason() {
    BenchmarkResult interrupted = ReportFixture.compared(List.of());
    assertThat(interrupted.answer().lines()).contains("Not compared with TensorFlow: interrupted.");
  }
}
