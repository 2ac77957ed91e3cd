package io.kwsbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.report.Report;
import io.kwsbench.report.benchmark.ReportFixture;
import io.kwsbench.report.benchmark.text.BenchmarkReport;
import io.kwsbench.report.benchmark.text.TextOptions;
import org.junit.jupiter.api.Test;

class JUnitRendererTest {
  /** Any report with verdicts, not only a suite's. */
  @Test
  void aBenchmarksGatesAreTestCases() {
    Report report = BenchmarkReport.of(ReportFixture.report(true), TextOptions.DEFAULT);

    assertThat(Format.JUNIT.render(report))
        .contains("<testsuites name=\"golden\">")
        .contains("<testsuite name=\"golden.native\" tests=\"4\" failures=\"2\" errors=\"0\"")
        .doesNotContain("golden.tensorflow")
        .contains("timestamp=\"2026-01-02T03:04:05+01:00\"")
        .contains("<testcase name=\"size limit\" classname=\"native\"/>")
        .containsPattern("<testcase name=\"op_time limit\" classname=\"native\" time=\"[0-9.]+\"")
        .contains("<failure message=\"FAIL: x:0 float[1,4000]; wanted: decoded_sample_data:0");
  }
}
