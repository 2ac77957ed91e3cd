package io.kwsbench.report.render;

import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.measure.ProcessMemory;
import io.kwsbench.measure.RunLimit;
import io.kwsbench.measure.RunTimes;
import io.kwsbench.measure.TraceProfile;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.ReportFixture;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.report.benchmark.ResultAssembler;
import io.kwsbench.workload.LayerChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A report as large as that of ten real graphs, four of which loop a hundred times a run. */
final class TenGraphs {
  private static final int LAYERS = 60;
  private static final int RUNS = 1000;
  private final SplittableRandom random = new SplittableRandom(1);
  private final FrozenGraph graph =
      FrozenGraph.parse(LayerChain.graph(LAYERS, 1), "a/folder/of/graphs/some_graph_S.pb");

  BenchmarkResult report() {
    BenchmarkResult one = ReportFixture.report(false);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      results.add(result("graph_" + i, i % 3 == 0 ? 100 : 1));
    }
    return new BenchmarkResult(
        Optional.of("ten graphs"),
        one.environment(),
        one.doubts(),
        one.workload(),
        results,
        List.of(),
        List.of(),
        one.roofline(),
        false);
  }

  private Result result(String name, int loops) {
    TraceProfile profile = new TraceProfile();
    for (int i = 0; i < 20; i++) {
      profile.add(trace(loops));
    }
    long[] runs = random.longs(RUNS, 900_000, 1_500_000).toArray();
    RunTimes times = RunTimes.ofNanos(runs);
    RunLimit limit = new RunLimit(RUNS, 10, -1);
    ProcessMemory memory =
        new ProcessMemory(Optional.of(100L << 20), Optional.of(120L << 20), 10 << 20);
    return new ResultAssembler(
            new ResultAssembler.Subject(
                name,
                graph,
                new SessionOptions(graph.inputs(), graph.outputs(), 2),
                "tensorflow",
                "2.18.0",
                12_345_678,
                1_000_000,
                memory,
                Optional.empty()),
            new PhaseTimes(times, times, times, profile))
        .assemble(
            new BenchmarkPlan(limit, limit, limit, -1),
            memory,
            Optional.of(1.0),
            List.of(new ClipPrediction("yes.wav", List.of(new ClipPrediction.Score("yes", 0.9)))));
  }

  private RunTrace trace(int loops) {
    List<OpTrace> ops = new ArrayList<>();
    long now = 0;
    for (int loop = 0; loop < loops; loop++) {
      for (int layer = 0; layer < (loops == 1 ? LAYERS : 15); layer++) {
        long nanos = random.nextLong(1_000, 30_000);
        int thread = random.nextInt(2);
        String weights = "weights" + layer;
        ops.add(op(weights, "Const", now, 500, thread, List.of(weights)));
        ops.add(op("product" + layer, "MatMul", now + 600, nanos, thread, List.of()));
        ops.add(op("relu" + layer, "Relu", now + 700 + nanos, 900, thread, List.of()));
        now += nanos + 2_000;
      }
    }
    return new RunTrace(now, ops);
  }

  private static OpTrace op(
      String name, String type, long start, long nanos, int thread, List<String> fused) {
    return new OpTrace(name, type, start, nanos, 16_384, List.of(16_384L), thread, fused);
  }
}
