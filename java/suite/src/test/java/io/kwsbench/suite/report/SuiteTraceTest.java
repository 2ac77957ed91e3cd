package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.report.render.Format;
import io.kwsbench.report.render.TraceFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A suite's traced runs as trace events. */
class SuiteTraceTest {
  @Test
  void threadsAreRowsAndFusedNodesArguments() throws IOException {
    String trace = Format.TRACE.render(SuiteFixture.report(SuiteFixture.everyGate()));
    JsonNode events = TraceFile.checked(trace);
    assertThat(TraceFile.names(events, "thread_name"))
        .containsExactly(
            "runs",
            "engine thread 1",
            "engine thread 2",
            "runs",
            "engine thread 1",
            "engine thread 2");
    JsonNode fused = TraceFile.spans(events, 1, "op").get(0);
    assertThat(fused.at("/args/nodes/0").asText()).isEqualTo("a");
    assertThat(fused.at("/args/nodes/1").asText()).isEqualTo("b");
    assertThat(TraceFile.spans(events, 2, "op").get(1).get("tid").asInt()).isEqualTo(2);
  }
}
