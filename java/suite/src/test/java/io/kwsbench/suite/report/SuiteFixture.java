package io.kwsbench.suite.report;

import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.gate.Metric;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.measure.Roofline;
import io.kwsbench.measure.TraceProfile;
import io.kwsbench.report.Report;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.stats.decision.RegressionVerdict;
import io.kwsbench.suite.result.CaseProfile;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A result with a gate of every status, and names that try to break out of every format. */
public final class SuiteFixture {
  private SuiteFixture() {}

  static Report report(SuiteResult result) {
    return SuiteReport.of(result, undecided(false));
  }

  /** The meaning of open gates. */
  static Undecided undecided(boolean fails) {
    return new Undecided(fails, "give a longer budget or a wider max_slowdown");
  }

  public static SuiteResult result() {
    double[] nanos =
        IntStream.range(0, 200).mapToDouble(i -> 1_200_000 + 1000 * (i % 17)).toArray();
    Decision slower =
        new Decision(
            RegressionVerdict.REGRESSION,
            new RatioInterval(1.05, 1.04, 1.06, 0.998),
            0.004,
            0.03,
            1e-6,
            36,
            false);
    Decision open =
        new Decision(
            RegressionVerdict.UNDECIDED,
            new RatioInterval(1.02, 0.0008, 1.2e15, 0.998),
            0.01,
            0.03,
            0.4,
            54,
            false);
    CaseResult reference =
        new CaseResult(
            new CaseResult.Subject("ref", "ref.pb", "fake 1.0", 1),
            new CaseResult.WarmUp(15, true),
            new CaseResult.Times(Distribution.of(nanos), rounds(1), 8),
            new CaseResult.Measures(Map.of("size", 1000.0), Map.of("size", "bytes of the file")),
            Optional.empty(),
            List.of());
    CaseResult candidate =
        new CaseResult(
            new CaseResult.Subject("new|<b>\"x\"</script>", "new.pb", "fake 1.0", 2),
            new CaseResult.WarmUp(20, false),
            new CaseResult.Times(Distribution.of(nanos), rounds(1.05), 8),
            new CaseResult.Measures(
                Map.of("size", 2000.0, "accuracy:clips", 0.75),
                Map.of("size", "bytes of the file", "accuracy:clips", "3 of 4 clips")),
            Optional.of(profile()),
            List.of(
                gate(Metric.RATIO, "ref", GateStatus.REGRESSION, 1.05, 1.03, slower, "slower"),
                gate(
                    Metric.LATENCY,
                    "baseline main",
                    GateStatus.UNDECIDED,
                    1.02,
                    1.03,
                    open,
                    "open"),
                gate(Metric.SIZE, "max", GateStatus.FAIL, 2000, 1999, null, ""),
                gate(Metric.P99, "max", GateStatus.PASS, 1.216e6, 2e6, null, "200 runs"),
                gate(Metric.ACCURACY, "min", GateStatus.PASS, 0.75, 0.7, null, "3 of 4 clips"),
                without(Metric.INSTRUCTIONS, GateStatus.NOT_OFFERED, "no counter"),
                without(Metric.MEMORY, GateStatus.NO_BASELINE, "the baseline has no such figure")));
    return new SuiteResult(
        new SuiteResult.Terms("demo", 7, 0.01),
        environment(),
        List.of(new MeasurementWarning("the CPU governor is powersave", "set it to performance")),
        Optional.of("main"),
        new SuiteResult.Extent(54, 12.5, false),
        Optional.of(new Roofline(112.5, 110, 100.25, 16, Optional.empty(), Optional.empty())),
        List.of(reference, candidate));
  }

  /** Every gate there is, once passing and once failing. */
  public static SuiteResult everyGate() {
    SuiteResult some = result();
    return new SuiteResult(
        new SuiteResult.Terms("every gate", 7, 0.01),
        some.environment(),
        List.of(),
        Optional.of("main"),
        new SuiteResult.Extent(54, 12.5, false),
        Optional.empty(),
        List.of(everyGate("holds", true), everyGate("fails", false)));
  }

  private static CaseResult everyGate(String name, boolean holds) {
    double[] nanos = IntStream.range(0, 200).mapToDouble(i -> 2e6 + 1000 * (i % 17)).toArray();
    double ratio = holds ? 1.0 : 1.125;
    Decision decision =
        new Decision(
            holds ? RegressionVerdict.PASS : RegressionVerdict.REGRESSION,
            new RatioInterval(ratio, ratio - 0.0078125, ratio + 0.0078125, 0.998),
            0.004,
            0.03,
            holds ? 0.5 : 1e-6,
            36,
            false);
    GateStatus limit = holds ? GateStatus.PASS : GateStatus.FAIL;
    GateStatus slower = holds ? GateStatus.PASS : GateStatus.REGRESSION;
    return new CaseResult(
        new CaseResult.Subject(name, name + ".pb", "fake 1.0", 1),
        new CaseResult.WarmUp(20, true),
        new CaseResult.Times(Distribution.of(nanos), rounds(ratio), 8),
        new CaseResult.Measures(Map.of("size", 4_800_000.0), Map.of("size", "bytes of the file")),
        Optional.of(profile()),
        List.of(
            gate(Metric.LATENCY, "baseline main", slower, ratio, 1.03, decision, "vs then"),
            gate(Metric.RATIO, "other", slower, ratio, 1.03, decision, "same run"),
            gate(Metric.OP_TIME, "max", limit, 1.9e6, holds ? 2e8 : 1e6, null, ""),
            gate(Metric.P99, "max", limit, 2.016e6, holds ? 5e7 : 2e6, null, "200 runs"),
            gate(Metric.SIZE, "max", limit, 4.8e6, holds ? 5e6 : 4e6, null, ""),
            gate(Metric.MEMORY, "max", limit, 6.4e7, holds ? 2e8 : 5e7, null, "peak"),
            gate(
                Metric.INSTRUCTIONS,
                "baseline main",
                slower,
                1.02e8,
                holds ? 1.03e8 : 1.01e8,
                null,
                holds ? "+0.00 % since the baseline" : "+2.00 % since the baseline"),
            gate(Metric.FLOPS, "max", limit, 1.12e8, holds ? 2e8 : 1e8, null, ""),
            gate(Metric.ACCURACY, "min", limit, 0.875, holds ? 0.8 : 0.9, null, "7 of 8"),
            gate(Metric.AGREEMENT, "other", limit, 0.75, holds ? 0.7 : 0.99, null, "6 of 8"),
            gate(Metric.FALSE_ALARMS, "max", limit, 0.25, holds ? 0.5 : 0.125, null, "3 in 12 h"),
            gate(Metric.MISS_RATE, "max", limit, 0.0625, holds ? 0.1 : 0.05, null, "1 of 16"),
            without(Metric.INPUTS, limit, "x:0 float[1]; wanted: x:0 float[1]"),
            without(Metric.OUTPUT, limit, "y:0 float[12]; wanted: y:0 float, 12 classes")));
  }

  static CaseProfile profile() {
    return profile(1);
  }

  /** Of a case whose convolution takes so many times as long. */
  static CaseProfile profile(int slowdown) {
    TraceProfile runs = new TraceProfile();
    runs.add(
        new RunTrace(
            1_300_000,
            List.of(
                new OpTrace(
                    "conv<i>",
                    "Conv2D",
                    0,
                    900_000L * slowdown,
                    6400,
                    List.of(6400L),
                    7,
                    List.of("a", "b")),
                new OpTrace(
                    "soft\\max", "Softmax", 950_000, 100_000, 48, List.of(48L), 9, List.of()))));
    return new CaseProfile(
        OpTable.of(
            runs,
            node -> node.op().equals("Conv2D") ? OptionalLong.of(45_000_000) : OptionalLong.empty(),
            node -> OptionalLong.of(90_000)),
        runs.newest(),
        List.of(
            new ClipPrediction(
                "<img>.wav",
                List.of(
                    new ClipPrediction.Score("yes", 0.875),
                    new ClipPrediction.Score("no", 0.0625)))),
        List.of());
  }

  private static List<Double> rounds(double factor) {
    return IntStream.range(0, 40).mapToObj(i -> factor * (1_200_000 + 500.0 * (i % 7))).toList();
  }

  private static GateResult gate(
      Metric gate,
      String against,
      GateStatus status,
      double value,
      double limit,
      Decision decision,
      String note) {
    return new GateResult(
        gate,
        against,
        status,
        OptionalDouble.of(value),
        OptionalDouble.of(limit),
        gate.unit(),
        Optional.ofNullable(decision),
        note);
  }

  private static GateResult without(Metric gate, GateStatus status, String note) {
    return new GateResult(
        gate,
        "",
        status,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        gate.unit(),
        Optional.empty(),
        note);
  }

  private static Environment environment() {
    Environment.State state =
        new Environment.State(
            Optional.of(0.5),
            Optional.of(2_600_000_000L),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0);
    return new Environment(
        "2026-11-23T00:00:00Z",
        List.of("suite", "demo.yaml"),
        new Environment.Cpu(
            "Some CPU",
            2,
            2,
            List.of("avx2"),
            Optional.empty(),
            Optional.of("powersave"),
            1L << 33),
        state,
        state,
        new Environment.Software("Debian", "OpenJDK 17", "fake 1.0", "", 2, "0.1.0"));
  }
}
