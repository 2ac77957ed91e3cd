package io.kwsbench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.baseline.Machine;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteReader;
import io.kwsbench.suite.journal.SuiteJournal;
import io.kwsbench.suite.metric.MetricSources;
import io.kwsbench.suite.metric.MetricValue;
import io.kwsbench.suite.result.CaseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A baseline from its measuring to the verdict of later runs, in simulated time. */
class BaselineRunTest {
  private static final MetricSources METERS =
      new MetricSources(
          (one, key) -> MetricValue.absent(one.name(), key, "none"),
          (one, key) -> MetricValue.of(one.name(), key, 1e6, "peak"),
          (one, key) -> MetricValue.of(one.name(), key, 5000, "by a rule"));
  @TempDir Path folder;
  private Suite suite;
  private int journals;

  @BeforeEach
  void read() throws IOException {
    Files.write(folder.resolve("a.pb"), new byte[1000]);
    suite = suite("latency: {max_slowdown: 3%}, memory: {max_growth: 1%}", 1);
  }

  @Test
  void aBaselineThatHadItsTimeDecidesLaterRuns() {
    CaseResult saved = run(1e6, 1, Optional.empty(), true);
    assertThat(saved.times().roundMedianNanos()).hasSizeGreaterThan(30);
    Baseline baseline = baseline(saved);
    assertThat(new BaselinePrecision(suite).thinCases(baseline)).isEmpty();

    assertThat(latency(1e6, baseline).status()).isEqualTo(GateStatus.PASS);
    assertThat(latency(2e6, baseline).status()).isEqualTo(GateStatus.REGRESSION);
    GateResult slightly = latency(1.05e6, baseline);
    assertThat(slightly.status()).as("%s", slightly).isEqualTo(GateStatus.REGRESSION);
    assertThat(slightly.value().orElseThrow()).isBetween(1.03, 1.07);
  }

  @Test
  void aThinBaselineIsNamedAndSaysSoWhereItLeavesAGateOpen() {
    Baseline thin = baseline(run(1e6, 1, Optional.empty(), false));
    assertThat(thin.entry("a").orElseThrow().roundMedianNanos()).hasSize(8);
    assertThat(new BaselinePrecision(suite).thinCases(thin))
        .singleElement()
        .asString()
        .startsWith("case a has 8 rounds of 1 loading, its time ");
    GateResult open = latency(1e6, thin);
    assertThat(open.status()).isEqualTo(GateStatus.UNDECIDED);
    assertThat(open.note())
        .contains("the interval still includes the limit of +3.0 %")
        .contains("the baseline is thin: it has 8 rounds of 1 loading")
        .doesNotContain("this run");
  }

  @Test
  void aRunWithoutTimeSaysThatItIsTheThinSide() {
    Baseline baseline = baseline(run(1e6, 1, Optional.empty(), true));
    suite = suite.withBudgetSeconds(0.5);
    GateResult open = latency(1e6, baseline);
    assertThat(open.status()).isEqualTo(GateStatus.UNDECIDED);
    assertThat(open.note()).contains("this run is thin: it has ").doesNotContain("baseline is");
  }

  @Test
  void theBudgetBoundsABaselineToo() {
    suite = suite.withBudgetSeconds(0.4);
    CaseResult saved = run(1e6, 1, Optional.empty(), true);
    assertThat(saved.times().roundMedianNanos()).hasSizeBetween(8, 40);
    assertThat(new BaselinePrecision(suite).thinCases(baseline(saved))).hasSize(1);
  }

  @Test
  void anotherEngineOrOtherThreadsDoNotCompare() {
    CaseResult saved = run(1e6, 1, Optional.empty(), true);
    Baseline.Entry entry = baseline(saved).entry("a").orElseThrow();
    Baseline other = baseline(with(entry, "other 2.0", 1));
    assertThat(latency(1e6, other).status()).isEqualTo(GateStatus.NOT_OFFERED);
    assertThat(latency(1e6, other).note())
        .isEqualTo(
            "does not compare: the baseline ran on other 2.0 with 1 thread, this run on fake 1.0"
                + " with 1 thread");
    Baseline threads = baseline(with(entry, "fake 1.0", 2));
    List<GateResult> gates = run(1e6, 2, Optional.of(threads), false).gates();
    assertThat(gates)
        .allSatisfy(
            gate -> {
              assertThat(gate.status()).isEqualTo(GateStatus.NOT_OFFERED);
              assertThat(gate.note()).contains("with 2 threads");
            });
    GateResult version = latency(1e6, baseline(with(entry, "fake 0.9", 1)));
    assertThat(version.status()).isEqualTo(GateStatus.PASS);
    assertThat(version.note()).contains("the baseline's engine was fake 0.9, this is fake 1.0");
  }

  private static Baseline.Entry with(Baseline.Entry entry, String engine, int threads) {
    return new Baseline.Entry(
        engine,
        threads,
        entry.medianNanos(),
        entry.roundMedianNanos(),
        entry.roundsPerLoading(),
        Map.of("memory", 1e6),
        entry.notes(),
        entry.ops());
  }

  private GateResult latency(double nanos, Baseline baseline) {
    return run(nanos, 2, Optional.of(baseline), false).gates().get(0);
  }

  private Baseline baseline(CaseResult saved) {
    return baseline(
        new Baseline.Entry(
            saved.engine(),
            saved.threads(),
            saved.nanos().median(),
            saved.times().roundMedianNanos(),
            saved.times().roundsPerLoading(),
            saved.measures().figures(),
            saved.measures().notes(),
            List.of()));
  }

  private static Baseline baseline(Baseline.Entry entry) {
    return new Baseline(1, "main", "", "", new Machine("c", 1, "x", "17"), Map.of("a", entry));
  }

  private CaseResult run(double nanos, long seed, Optional<Baseline> baseline, boolean save) {
    FakeCases cases = new FakeCases(seed).with("a", nanos).drifting(0.002);
    SuiteRun run =
        new SuiteRun(
            suite, baseline, cases, METERS, SuiteListener.NONE, () -> false, cases.clock());
    try (SuiteJournal journal = SuiteJournal.create(folder.resolve("j" + journals++), "x")) {
      Measured measured = (save ? run.forBaseline() : run).run(journal);
      return new CaseResults(suite, baseline, measured).results().get(0);
    }
  }

  private Suite suite(String gates, int threads) throws IOException {
    return SuiteReader.read(
        Files.writeString(
            folder.resolve("suite.yaml"),
            "cases: [{graph: a.pb, threads: " + threads + ", gates: {" + gates + "}}]\n"));
  }
}
