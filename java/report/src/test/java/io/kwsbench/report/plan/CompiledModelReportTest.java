package io.kwsbench.report.plan;

import io.kwsbench.GoldenFile;
import io.kwsbench.gate.Finding;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.GateEvaluator;
import io.kwsbench.gate.GateEvidence;
import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.gate.Limit;
import io.kwsbench.gate.Measurement;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.report.benchmark.AnswerSection;
import io.kwsbench.report.benchmark.BenchmarkEvidence;
import io.kwsbench.report.benchmark.WorkloadSection;
import io.kwsbench.report.render.Format;
import io.kwsbench.stats.Distribution;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files of every format; {@code -Dkwsbench.golden=write} writes them anew. */
class CompiledModelReportTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-DE", "ar-EG"})
  void everyFormatIsTheSameInEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    for (Format format : CompiledModelReport.FORMATS) {
      String rendered = format.render(CompiledModelReport.of(result()));
      String ending = format == Format.TEXT ? "txt" : format.label();
      GoldenFile.matches("plan." + ending, rendered);
    }
  }

  private static List<GateResult> gates() {
    Finding<Measurement> none = new Finding.Missing<>(GateStatus.NOT_OFFERED, "none");
    BenchmarkEvidence evidence =
        new BenchmarkEvidence(
            new BenchmarkEvidence.Model(5_012, none, List.of(), List.of()),
            new GateEvidence.Runs(3, 100e3, 110e3),
            none,
            none,
            List.of());
    return new GateEvaluator(evidence)
        .judge(
            List.of(
                new Gate.Size(Limit.max(5e6)),
                new Gate.MedianTime(1e6),
                new Gate.Inputs(List.of("x:0 float[1]"))));
  }

  private static PlanResult result() {
    return new PlanResult(
        "model.kws",
        new PlanResult.Engine("native", "0.1.0", "avx2", 0),
        new PlanResult.Code(1_234_567, 4_000, 512),
        new PlanResult.Start(12.25, 3.5, Optional.empty()),
        new PlanResult.Times(
            Distribution.of(100, 90, 110), Distribution.of(120, 130, 125), 1000, 25.25),
        List.of(
            new PlanResult.StepTime(
                "conv_2d", "first", List.of("a", "b"), 80, 0.8, 1_200_000, "bf16"),
            new PlanResult.StepTime(
                "softmax",
                "last",
                List.of("c", "d", "e", "f", "g", "h", "i"),
                20,
                0.2,
                34_567,
                "float32"),
            new PlanResult.StepTime("copy", "none", List.of(), 0, 0, 0, "float32")),
        new WorkloadSection(
            "the clip yes.wav", List.of("yes.wav"), true, Optional.of(1.0), List.of("w")),
        new AnswerSection(
            gates(),
            List.of(new ClipPrediction("yes.wav", List.of(new ClipPrediction.Score("yes", 0.75))))),
        false);
  }
}
