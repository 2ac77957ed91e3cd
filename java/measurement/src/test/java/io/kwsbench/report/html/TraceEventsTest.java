package io.kwsbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.report.Report;
import io.kwsbench.report.ReportFixture;
import io.kwsbench.suite.report.SuiteFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Traces keep the rules of the Trace Event Format, by which Perfetto and Chrome draw them. */
class TraceEventsTest {
  @Test
  void severalEnginesAndRunsAreInOneFile() throws IOException {
    JsonNode events = benchmark(ReportFixture.report(true));
    assertThat(names(events, "process_name"))
        .containsExactly("native 2.18.0: test", "tensorflow 2.18.0: test");
    assertThat(spans(events, 1, "run")).hasSize(4);
    assertThat(spans(events, 2, "run")).hasSize(4);
    // of four ops a run
    assertThat(spans(events, 1, "op")).hasSize(16);
    JsonNode product = spans(events, 1, "op").get(1);
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
  void threadsAreRowsAndFusedNodesArguments() throws IOException {
    StringBuilder out = new StringBuilder();
    new SuiteTrace().write(SuiteFixture.everyGate(), out);
    JsonNode events = checked(out.toString());
    assertThat(names(events, "thread_name"))
        .containsExactly(
            "runs",
            "engine thread 1",
            "engine thread 2",
            "runs",
            "engine thread 1",
            "engine thread 2");
    JsonNode fused = spans(events, 1, "op").get(0);
    assertThat(fused.at("/args/nodes/0").asText()).isEqualTo("a");
    assertThat(fused.at("/args/nodes/1").asText()).isEqualTo("b");
    assertThat(spans(events, 2, "op").get(1).get("tid").asInt()).isEqualTo(2);
  }

  @Test
  void nothingMeasuredIsAnEmptyTrace() throws IOException {
    JsonNode events = benchmark(ReportFixture.interruptedAtOnce(ReportFixture.report(false)));
    assertThat(spans(events, 1, "run")).isEmpty();
  }

  private static JsonNode benchmark(Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    new TraceReport().write(report, out);
    return checked(out.toString());
  }

  /** The events, all of which keep the rules. */
  private static JsonNode checked(String json) throws IOException {
    JsonNode trace = new ObjectMapper().readTree(json);
    assertThat(trace.get("displayTimeUnit").asText()).isIn("ns", "ms");
    Map<String, List<JsonNode>> rows = new LinkedHashMap<>();
    Set<String> named = new HashSet<>();
    for (JsonNode event : trace.get("traceEvents")) {
      assertThat(event.get("name").isTextual()).isTrue();
      assertThat(event.get("pid").isInt()).isTrue();
      assertThat(event.get("tid").isInt()).isTrue();
      String row = event.get("pid") + "/" + event.get("tid");
      if (event.get("ph").asText().equals("X")) {
        assertThat(event.get("ts").asDouble(-1)).isNotNegative();
        assertThat(event.get("dur").asDouble(-1)).isNotNegative();
        rows.computeIfAbsent(row, key -> new ArrayList<>()).add(event);
      } else {
        assertThat(event.get("ph").asText()).isEqualTo("M");
        if (event.get("name").asText().equals("thread_name")) {
          named.add(row);
        }
      }
    }
    assertThat(named).containsAll(rows.keySet());
    rows.values().forEach(TraceEventsTest::doNotOverlap);
    return trace.get("traceEvents");
  }

  private static void doNotOverlap(List<JsonNode> row) {
    for (int i = 1; i < row.size(); i++) {
      double end = row.get(i - 1).get("ts").asDouble() + row.get(i - 1).get("dur").asDouble();
      assertThat(row.get(i).get("ts").asDouble()).isGreaterThanOrEqualTo(end - 1e-6);
    }
  }

  /** Of runs ({@code run}) or of anything else ({@code op}). */
  private static List<JsonNode> spans(JsonNode events, int process, String what) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode event : events) {
      boolean run = event.path("cat").asText().equals("run");
      boolean span = event.get("ph").asText().equals("X");
      if (span && event.get("pid").asInt() == process && run == what.equals("run")) {
        found.add(event);
      }
    }
    return found;
  }

  private static List<String> names(JsonNode events, String what) {
    List<String> names = new ArrayList<>();
    for (JsonNode event : events) {
      if (event.get("name").asText().equals(what)) {
        names.add(event.at("/args/name").asText());
      }
    }
    return names;
  }
}
