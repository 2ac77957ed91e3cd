package io.kwsbench.report.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.stats.OpTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Traced runs as trace events, the JSON that Perfetto and Chrome open. One process per graph and
 * engine has a row for the runs and one per thread of the engine. Times are in microseconds, as the
 * format wants.
 *
 * <p>Source of the format: the Trace Event Format document of the Chromium project, complete events
 * ({@code X}) and metadata events ({@code M}). Not thread-safe.
 */
final class TraceRenderer implements Section.Visitor {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double GAP_US = 50;
  private static final int RUNS = 0;
  private final ObjectNode trace = MAPPER.createObjectNode();
  private final ArrayNode events;
  private int processes;

  private TraceRenderer() {
    trace.put("displayTimeUnit", "ns");
    events = trace.putArray("traceEvents");
  }

  static String of(Report report) {
    TraceRenderer trace = new TraceRenderer();
    report.sections().forEach(section -> section.accept(trace));
    return trace.trace + "\n";
  }

  @Override
  public void profile(Section.Profile profile) {
    add(profile.name(), profile.ops(), profile.traces());
  }

  private void add(String process, OpTable ops, List<RunTrace> runs) {
    int pid = ++processes;
    name("process_name", pid, RUNS, process);
    event("process_sort_index", "M", pid, RUNS).putObject("args").put("sort_index", pid);
    name("thread_name", pid, RUNS, "runs");
    Map<String, NodeStats> nodes = new HashMap<>();
    ops.nodes().forEach(node -> nodes.put(node.name(), node));
    Map<Integer, Integer> rows = new LinkedHashMap<>();
    double start = 0;
    for (int i = 0; i < runs.size(); i++) {
      RunTrace run = runs.get(i);
      double micros = run.wallNanos() / 1e3;
      span("run " + (i + 1), "run", pid, RUNS, start, micros).putObject("args").put("run", i + 1);
      double end = start + micros;
      for (OpTrace op : run.ops()) {
        int row = rows.computeIfAbsent(op.thread(), thread -> rows.size() + 1);
        double at = start + op.startNanos() / 1e3;
        arguments(
            span(op.name(), op.op(), pid, row, at, op.nanos() / 1e3), op, nodes.get(op.name()), i);
        end = Math.max(end, at + op.nanos() / 1e3);
      }
      start = end + GAP_US;
    }
    rows.forEach((thread, row) -> name("thread_name", pid, row, "engine thread " + row));
  }

  private static void arguments(ObjectNode span, OpTrace op, NodeStats node, int run) {
    ObjectNode args = span.putObject("args");
    args.put("op", op.op());
    args.put("run", run + 1);
    if (node != null) {
      long calls = Math.max(1, node.timesCalled());
      node.graphFlops().ifPresent(flops -> args.put("flops", flops / calls));
      node.executedFlops()
          .ifPresent(
              flops -> {
                args.put("executed_flops", flops / calls);
                args.put(
                    "gflops_per_second", op.nanos() > 0 ? flops / calls / (double) op.nanos() : 0);
              });
      node.operandBytes().ifPresent(bytes -> args.put("operand_bytes", bytes / calls));
    }
    args.put("memory_bytes", op.memoryBytes());
    ArrayNode fused = args.putArray("nodes");
    (op.fused().isEmpty() ? List.of(op.name()) : op.fused()).forEach(fused::add);
  }

  private ObjectNode span(
      String name, String category, int pid, int tid, double start, double micros) {
    ObjectNode event = event(name, "X", pid, tid);
    return event.put("cat", category).put("ts", start).put("dur", micros);
  }

  private void name(String what, int pid, int tid, String name) {
    event(what, "M", pid, tid).putObject("args").put("name", name);
  }

  private ObjectNode event(String name, String phase, int pid, int tid) {
    return events.addObject().put("name", name).put("ph", phase).put("pid", pid).put("tid", tid);
  }
}
