package io.kwsbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.ReportFixture;
import io.kwsbench.report.benchmark.text.BenchmarkReport;
import io.kwsbench.report.benchmark.text.TextOptions;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Traces keep the rules of the Trace Event Format, by which Perfetto and Chrome draw them. */
class TraceRendererTest {
  @Test
  void severalEnginesAndRunsAreInOneFile() throws IOException {
    JsonNode events = benchmark(ReportFixture.report(true));
    assertThat(TraceFile.names(events, "process_name"))
        .containsExactly("native 2.18.0: test", "tensorflow 2.18.0: test");
    assertThat(TraceFile.spans(events, 1, "run")).hasSize(4);
    assertThat(TraceFile.spans(events, 2, "run")).hasSize(4);
    // of four ops a run
    assertThat(TraceFile.spans(events, 1, "op")).hasSize(16);
    JsonNode product = TraceFile.spans(events, 1, "op").get(1);
    assertThat(product.get("name").asText()).isEqualTo("logits");
    assertThat(product.get("cat").asText()).isEqualTo("MatMul");
    assertThat(product.at("/args/flops").asLong()).isEqualTo(24_000);
    assertThat(product.at("/args/operand_bytes").asLong()).isEqualTo(64_012);
    assertThat(product.at("/args/memory_bytes").asLong()).isEqualTo(1_024);
    assertThat(product.at("/args/run").asInt()).isEqualTo(1);
    // 2345 ns by five, after 200 by five
    assertThat(product.get("dur").asDouble()).isEqualTo(11.725);
    assertThat(product.get("ts").asDouble()).isEqualTo(1.0);
  }

  @Test
  void nothingMeasuredIsAnEmptyTrace() throws IOException {
    JsonNode events = benchmark(ReportFixture.interruptedAtOnce(ReportFixture.report(false)));
    assertThat(TraceFile.spans(events, 1, "run")).isEmpty();
  }

  private static JsonNode benchmark(BenchmarkResult report) throws IOException {
    return TraceFile.checked(Format.TRACE.render(BenchmarkReport.of(report, TextOptions.DEFAULT)));
  }
}
