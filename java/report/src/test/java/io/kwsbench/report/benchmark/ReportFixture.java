package io.kwsbench.report.benchmark;

import io.kwsbench.engine.EngineMemory;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.gate.ChallengeGates;
import io.kwsbench.gate.GateEvaluator;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.measure.ProcessMemory;
import io.kwsbench.measure.Roofline;
import io.kwsbench.measure.RunLimit;
import io.kwsbench.measure.RunTimes;
import io.kwsbench.measure.TraceProfile;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.tensorflow.proto.DataType;

/** A report of made-up, fixed measurements of a small graph, for golden files. */
public final class ReportFixture {
  private static final BenchmarkPlan PLAN =
      new BenchmarkPlan(
          new RunLimit(1, -1, -1), new RunLimit(4, 10, -1), new RunLimit(4, 10, -1), -1);

  private ReportFixture() {}

  private static FrozenGraph graph() {
    return GraphBuilder.graph()
        .placeholder("x", 1, 4000)
        .floats("w", new long[] {4000, 3}, new float[12000])
        .op("MatMul", "logits", "x", "w")
        .type("T", DataType.DT_FLOAT)
        .attr("transpose_a", false)
        .attr("transpose_b", false)
        .op("Softmax", "labels_softmax", "logits")
        .type("T", DataType.DT_FLOAT)
        .build("test");
  }

  /** The native engine counts what it executes, which is less. */
  private static RunTrace trace(String engine, long scale) {
    OptionalLong executed =
        engine.equals("native") ? OptionalLong.of(20_000) : OptionalLong.empty();
    return new RunTrace(
        4_000 * scale,
        List.of(
            new OpTrace("w", "Const", 0, 100 * scale, 0, List.of(), 0, List.of()),
            new OpTrace(
                "logits",
                "MatMul",
                200 * scale,
                2_345 * scale,
                1_024,
                List.of(12L),
                0,
                List.of(),
                executed),
            new OpTrace(
                "labels_softmax",
                "Softmax",
                2_600 * scale,
                500 * scale,
                12,
                List.of(12L),
                0,
                List.of()),
            new OpTrace(
                "made/by/engine", "Mystery", 3_200 * scale, 7, 0, List.of(), 0, List.of())));
  }

  private static PhaseTimes times(String engine, long scale) {
    TraceProfile profile = new TraceProfile();
    for (long run : new long[] {5, 3, 4, 3}) {
      profile.add(trace(engine, run * scale));
    }
    return new PhaseTimes(
        RunTimes.ofNanos(9_000_000 * scale),
        RunTimes.ofNanos(
            3_100_000 * scale, 2_900_000 * scale, 3_000_000 * scale, 1_234_567_000 * scale),
        RunTimes.ofNanos(20_000 * scale, 12_000 * scale, 16_000 * scale, 12_000 * scale),
        profile);
  }

  private static Result result(String name, long scale) {
    SessionOptions options =
        new SessionOptions(
            List.of(new TensorSpec(new TensorName("x", 0), DType.FLOAT, Shape.of(1, 4000))),
            List.of(new TensorName("labels_softmax", 0)),
            1);
    return new ResultAssembler(
            new ResultAssembler.Subject(
                name,
                graph(),
                options,
                name,
                "2.18.0",
                12_345_678,
                1_000_000,
                memory(100),
                name.equals("native")
                    ? Optional.of(new EngineMemory(50_000, 20_000))
                    : Optional.empty()),
            times(name, scale))
        .assemble(
            PLAN,
            memory(200),
            Optional.of(0.25),
            List.of(
                new ClipPrediction(
                    "yes.wav",
                    List.of(
                        new ClipPrediction.Score("yes", 0.875),
                        new ClipPrediction.Score("no", 0.0625)))));
  }

  /** With the gates of the challenge. */
  private static Result judged(Result result) {
    FrozenGraph graph = graph();
    BenchmarkEvidence evidence =
        BenchmarkEvidence.of(result, graph.inputs(), GraphShapes.of(graph).outputs(), List.of());
    return result.withGates(
        new GateEvaluator(evidence).judge(ChallengeGates.of(OptionalInt.empty())));
  }

  private static ProcessMemory memory(long mebibytes) {
    return new ProcessMemory(
        Optional.of(mebibytes << 20), Optional.of(mebibytes + 20 << 20), mebibytes / 10 << 20);
  }

  private static Environment.State state(
      double load, long hertz, double celsius, long throttled, long busy, long own, long clock) {
    return new Environment.State(
        Optional.of(load),
        Optional.of(hertz),
        Optional.of(celsius),
        Optional.of(throttled),
        busy,
        own,
        clock);
  }

  private static Environment environment() {
    return new Environment(
        "2026-01-02T03:04:05+01:00",
        List.of("--graph=x.pb", "--gates=challenge"),
        new Environment.Cpu(
            "Imaginary 9000",
            2,
            4,
            List.of("avx2", "fma"),
            Optional.of(3_500_000_000L),
            Optional.of("powersave"),
            8L << 30),
        state(0.5, 2_000_000_000L, 41.5, 7L, 0, 0, 0),
        state(1.25, 3_000_000_000L, 63.25, 9L, 2_000_000_000L, 1_000_000_000L, 1_000_000_000L),
        new Environment.Software("Linux 6", "JVM 17", "tensorflow", "2.18.0", 1, "0.1.0"));
  }

  private record Cures() implements MeasurementWarning.Cures {
    @Override
    public String pause() {
      return "pause between runs";
    }

    @Override
    public String busy() {
      return "stop them, or compare interleaved runs instead of absolute times";
    }

    @Override
    public String fewerThreads(int processors) {
      return "take fewer";
    }
  }

  /** One result, or two with their comparison. */
  public static BenchmarkResult report(boolean compared) {
    Environment environment = environment();
    return new BenchmarkResult(
        Optional.of("golden"),
        environment,
        MeasurementWarning.about(environment, new Cures()),
        new WorkloadSection(
            "1 clips of yes.wav in turn",
            List.of("yes.wav"),
            true,
            Optional.of(0.25),
            List.of("yes.wav: resampled from 8000 to 16000 Hz")),
        compared
            ? List.of(judged(result("native", 1)), result("tensorflow", 2))
            : List.of(judged(result("tensorflow", 1))),
        List.of(),
        compared
            ? List.of(
                new Comparison(
                    "native",
                    "tensorflow",
                    Optional.of(new RatioInterval(0.5, 0.49, 0.52, 0.99)),
                    0.00001234,
                    1,
                    1,
                    true))
            : List.of(),
        compared
            ? Optional.empty()
            : Optional.of(new Roofline(112.5, 110, 100.25, 16, Optional.empty(), Optional.empty())),
        compared);
  }

  /** Two results, compared by these ratios of times; a run that was stopped compares nothing. */
  public static BenchmarkResult compared(List<Optional<RatioInterval>> ratios) {
    BenchmarkResult two = report(true);
    return new BenchmarkResult(
        two.name(),
        two.environment(),
        two.doubts(),
        two.workload(),
        two.results(),
        two.absent(),
        ratios.stream()
            .map(ratio -> new Comparison("native", "tensorflow", ratio, 0.25, 2, 3, false))
            .toList(),
        two.roofline(),
        ratios.isEmpty());
  }

  /** One result, whose model gives NaN for the first of two clips. */
  public static BenchmarkResult hearingNothing() {
    BenchmarkResult one = report(false);
    Result result = one.results().get(0);
    List<ClipPrediction> heard = new ArrayList<>();
    heard.add(new ClipPrediction("silent.wav", List.of()));
    heard.addAll(result.answers().heard());
    return new BenchmarkResult(
        one.name(),
        one.environment(),
        one.doubts(),
        one.workload(),
        List.of(
            new Result(
                result.name(),
                result.graph(),
                result.engine(),
                result.phases(),
                result.profile(),
                result.costs(),
                new AnswerSection(result.answers().gates(), heard),
                result.instructions())),
        one.absent(),
        one.comparisons(),
        one.roofline(),
        one.interrupted());
  }

  /** A system that reports nothing but the time of processes. */
  public static Environment unknownMachine() {
    Environment.State state =
        new Environment.State(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0);
    Environment known = environment();
    return new Environment(
        known.date(),
        known.commandLine(),
        new Environment.Cpu(
            "Nameless", 2, 4, List.of(), Optional.empty(), Optional.empty(), 8L << 30),
        state,
        state,
        known.software());
  }

  /** The same, stopped before anything ran, on a system that reports nothing. */
  public static BenchmarkResult interruptedAtOnce(BenchmarkResult report) {
    SessionOptions options =
        new SessionOptions(
            report.results().get(0).graph().inputs(),
            List.of(new TensorName("labels_softmax", 0)),
            1);
    ProcessMemory memory = new ProcessMemory(Optional.empty(), Optional.empty(), 0);
    Result nothing =
        new ResultAssembler(
                new ResultAssembler.Subject(
                    "tensorflow",
                    graph(),
                    options,
                    "tensorflow",
                    "2.18.0",
                    0,
                    0,
                    memory,
                    Optional.empty()),
                new PhaseTimes(RunTimes.NONE, RunTimes.NONE, RunTimes.NONE, new TraceProfile()))
            .assemble(PLAN, memory, Optional.of(0.25), List.of());
    return new BenchmarkResult(
        report.name(),
        unknownMachine(),
        report.doubts(),
        report.workload(),
        List.of(judged(nothing)),
        List.of(),
        List.of(),
        Optional.empty(),
        true);
  }
}
