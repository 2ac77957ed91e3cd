package io.kwsbench.report.html;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.Report;
import io.kwsbench.report.ReportWriter;
import io.kwsbench.report.Result;
import io.kwsbench.stats.NodeStats;
import java.io.IOException;

/**
 * The ops of every result as trace events that Chrome and Perfetto open: a process a result (engine
 * and graph), each op at its mean start for its median time, with its nodes and FLOPs as arguments.
 *
 * <p>Source of the format: the Trace Event Format document of the Chromium project.
 */
public final class TraceReport implements ReportWriter {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Override
  public void write(Report report, Appendable out) throws IOException {
    ObjectNode trace = MAPPER.createObjectNode();
    trace.put("displayTimeUnit", "ns");
    ArrayNode events = trace.putArray("traceEvents");
    int process = 1;
    for (Result result : report.results()) {
      ObjectNode name = event(events, "process_name", "M", process);
      name.putObject("args")
          .put(
              "name",
              result.engine() + " " + result.engineVersion() + ": " + result.graph().source());
      for (NodeStats node : result.ops().nodes()) {
        op(events, node, process);
      }
      process++;
    }
    out.append(MAPPER.writeValueAsString(trace)).append('\n');
  }

  private static void op(ArrayNode events, NodeStats node, int process) {
    ObjectNode event = event(events, node.name(), "X", process);
    event.put("cat", node.type());
    event.put("ts", node.startUs());
    event.put("dur", node.medianUs());
    ObjectNode args = event.putObject("args");
    args.put("op", node.type());
    args.put("times_called", node.timesCalled());
    args.put("memory_bytes", node.memoryBytes());
    node.flops().ifPresent(flops -> args.put("flops", flops));
    ArrayNode fused = args.putArray("nodes");
    node.fused().forEach(fused::add);
  }

  private static ObjectNode event(ArrayNode events, String name, String phase, int process) {
    return events.addObject().put("name", name).put("ph", phase).put("pid", process).put("tid", 0);
  }
}
