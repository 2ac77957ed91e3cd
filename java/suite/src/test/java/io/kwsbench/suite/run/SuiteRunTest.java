package io.kwsbench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.gate.Metric;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.baseline.Machine;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteReader;
import io.kwsbench.suite.internal.rounds.Round;
import io.kwsbench.suite.journal.SuiteJournal;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricSources;
import io.kwsbench.suite.metric.MetricValue;
import io.kwsbench.suite.result.CaseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteRunTest {
  private static final MetricSources METERS =
      new MetricSources(
          (one, key) -> MetricValue.of(one.name(), key, 1000, "counted"),
          (one, key) -> MetricValue.absent(one.name(), key, "no /proc here"),
          (one, key) -> MetricValue.of(one.name(), key, 5000, "by a rule"));
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.write(folder.resolve("a.pb"), new byte[1000]);
    Files.write(folder.resolve("b.pb"), new byte[2000]);
    Files.writeString(folder.resolve("labels.txt"), "yes\nno\n");
    for (String clip : List.of("yes/1.wav", "yes/2.wav", "yes/3.wav", "no/1.wav")) {
      Files.createDirectories(folder.resolve("clips").resolve(clip).getParent());
      Files.createFile(folder.resolve("clips").resolve(clip));
    }
  }

  @Test
  void everyGateHolds() {
    Map<String, GateResult> gates =
        gatesOfB(everyGate(0.05, 1000, 0.7), cases(1.0).drifting(0.01), 1000);
    assertThat(gates).hasSize(9);
    assertThat(gates.remove("memory").status()).isEqualTo(GateStatus.NOT_OFFERED);
    gates.forEach(
        (key, gate) -> assertThat(gate.status()).as("%s", gate).isEqualTo(GateStatus.PASS));
    assertThat(gates.get("op_time").value().orElseThrow()).isBetween(0.5e6, 2e6);
    assertThat(gates.get("op_time").note()).isEqualTo("the median of 21 traced runs");
    assertThat(gates.get("accuracy").value()).hasValue(0.75);
    assertThat(gates.get("latency").decision().orElseThrow().interval().ratio())
        .isBetween(0.9, 1.05);
  }

  @Test
  void everyGateFails() {
    Map<String, GateResult> gates =
        gatesOfB(everyGate(0.05, 0.1, 0.8), cases(1.3).drifting(0.01), 900);
    gates.remove("memory");
    assertThat(gates.remove("agreement").status()).isEqualTo(GateStatus.FAIL);
    assertThat(gates.remove("latency").status()).isEqualTo(GateStatus.REGRESSION);
    assertThat(gates.remove("ratio").status()).isEqualTo(GateStatus.REGRESSION);
    assertThat(gates.remove("instructions").status()).isEqualTo(GateStatus.REGRESSION);
    gates.forEach((key, gate) -> assertThat(gate.status()).as(key).isEqualTo(GateStatus.FAIL));
  }

  @Test
  void aKilledRunGoesOnWhereItWas() throws IOException {
    Suite suite = read(ratioOnly());
    FakeCases breaking = cases(1.05).failingAfter(1500);
    Path file = folder.resolve("journal.jsonl");
    assertThatThrownBy(() -> measure(suite, breaking, SuiteJournal.create(file, "x"), () -> false))
        .isInstanceOf(KwsException.class);
    assertThat(breaking.open()).isZero();
    Files.writeString(file, "{\"round\":99,\"nan", StandardOpenOption.APPEND);
    List<Round> before = rounds(file);
    assertThat(before).hasSizeGreaterThan(3);
    Measured measured = measure(suite, cases(1.05), SuiteJournal.resume(file, "x"), () -> false);
    assertThat(measured.rounds().count()).isGreaterThan(before.size());
    for (int i = 0; i < before.size(); i++) {
      assertThat(measured.rounds().list().get(i).nanos().get("b"))
          .isEqualTo(before.get(i).nanos().get("b"));
    }
    assertThat(gates(suite, measured).get("ratio").status()).isEqualTo(GateStatus.REGRESSION);
  }

  @Test
  void aFinishedRunIsJudgedFromItsJournalAlone() {
    Suite suite = read(ratioOnly());
    Path file = folder.resolve("journal.jsonl");
    Measured once = measure(suite, cases(1.05), SuiteJournal.create(file, "x"), () -> false);
    Measured again = measure(suite, cases(9), SuiteJournal.resume(file, "x"), () -> false);
    assertThat(again.rounds().count()).isEqualTo(once.rounds().count());
    assertThat(gates(suite, again).get("ratio").decision())
        .isEqualTo(gates(suite, once).get("ratio").decision());
  }

  @Test
  void aJournalThatLacksACaseIsNamed() {
    Suite suite = read(ratioOnly());
    Path file = folder.resolve("journal.jsonl");
    try (SuiteJournal journal = SuiteJournal.create(file, "x")) {
      journal.add(new Round(0, 0, Map.of("a", new long[] {5, 6, 7})), 0.1);
    }
    assertThatThrownBy(
            () -> measure(suite, cases(1.05), SuiteJournal.resume(file, "x"), () -> false))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": round 0 lacks b");
  }

  @Test
  void interruptedItTellsWhatItHas() {
    Suite suite = read(ratioOnly());
    FakeCases cases = cases(1.0);
    Measured measured =
        measure(
            suite, cases, SuiteJournal.create(folder.resolve("j"), "x"), () -> cases.runs() > 900);
    assertThat(measured.interrupted()).isTrue();
    assertThat(gates(suite, measured).get("ratio").status()).isNotEqualTo(GateStatus.REGRESSION);
    assertThat(cases.open()).isZero();
  }

  @Test
  void theSmallestBudgetEndsUndecided() {
    Suite suite = read(ratioOnly()).withBudgetSeconds(0.2);
    Measured measured =
        measure(suite, cases(1.04), SuiteJournal.create(folder.resolve("j"), "x"), () -> false);
    assertThat(gates(suite, measured).get("ratio").status()).isEqualTo(GateStatus.UNDECIDED);
  }

  @Test
  void aRatioOtherThanOneIsShownAsItIs() {
    Suite suite = read(ratioOnly().replace("{to: a}", "{to: a, max: 4}"));
    Measured measured =
        measure(suite, cases(1.05), SuiteJournal.create(folder.resolve("j"), "x"), () -> false);
    GateResult gate = gates(suite, measured).get("ratio");
    assertThat(gate.status()).isEqualTo(GateStatus.PASS);
    assertThat(gate.value().orElseThrow()).isBetween(1.0, 1.1);
    assertThat(gate.decision().orElseThrow().interval().high()).isBetween(1.0, 4.0);
  }

  @Test
  void aGrossRatioIsDecidedInFewRounds() {
    Suite suite = read(ratioOnly()).withBudgetSeconds(4);
    FakeCases cases = new FakeCases(11).with("a", 1e6).with("b", 12.4e6);
    Measured measured =
        measure(suite, cases, SuiteJournal.create(folder.resolve("j"), "x"), () -> false);
    GateResult gate = gates(suite, measured).get("ratio");
    assertThat(measured.rounds().count()).isLessThan(40);
    assertThat(gate.status()).as("%s", gate).isEqualTo(GateStatus.REGRESSION);
    assertThat(gate.decision().orElseThrow().interval().low()).isBetween(5.0, 12.4);
    assertThat(gate.decision().orElseThrow().interval().high()).isBetween(12.4, 30.0);
  }

  @Test
  void everyAccuracyGateHasAFigureOfItsOwn() throws IOException {
    for (String clip : List.of("clean/test/yes/1.wav", "noisy/test/yes/1.wav")) {
      Files.createDirectories(folder.resolve(clip).getParent());
      Files.createFile(folder.resolve(clip));
    }
    Files.writeString(folder.resolve("turned.txt"), "no\nyes\n");
    Suite suite =
        read(
            """
            cases:
              - {name: a, graph: a.pb}
              - name: b
                graph: b.pb
                gates:
                  accuracy:
                    - {clips: clean/test, labels: labels.txt, min: 0.95}
                    - {clips: noisy/test, labels: labels.txt, min: 0.8}
                    - {clips: clean/test, labels: turned.txt, min: 0.5}
                  agreement:
                    - {with: a, clips: clean/test, min: 1}
                    - {with: a, clips: noisy/test, min: 1}
            """);
    FakeCases cases =
        cases(1.0).answering("a", 1, 0).answering("b", 1, 0).answeringTo("noisy", "b", 0, 1);
    Measured measured =
        measure(suite, cases, SuiteJournal.create(folder.resolve("j"), "x"), () -> false);
    CaseResult result = new CaseResults(suite, Optional.empty(), measured).results().get(1);
    assertThat(result.gates().stream().map(g -> g.value().orElseThrow()))
        .containsExactly(1.0, 0.0, 0.0, 1.0, 0.0);
    assertThat(result.gates().stream().map(GateResult::status))
        .containsExactly(
            GateStatus.PASS, GateStatus.FAIL, GateStatus.FAIL, GateStatus.PASS, GateStatus.FAIL);
    assertThat(result.gates().stream().map(GateResult::against))
        .containsExactly(
            "min on clean/test by " + folder.getFileName() + "/labels.txt",
            "min on noisy/test by " + folder.getFileName() + "/labels.txt",
            "min on clean/test by " + folder.getFileName() + "/turned.txt",
            "a on clean/test",
            "a on noisy/test");
    assertThat(result.measures().figures()).hasSize(7).containsEntry("size", 2000.0);
  }

  @Test
  void accuracyTakesTheModelsOwnNamesWhereNoFileIsNamed() {
    Suite suite =
        read("cases: [{graph: a.pb}, {graph: b.pb, gates: {accuracy: {clips: clips, min: 0.7}}}]");
    FakeCases named = cases(1.0).naming("yes", "no");
    Measured measured =
        measure(suite, named, SuiteJournal.create(folder.resolve("n"), "x"), () -> false);
    assertThat(gates(suite, measured).get("accuracy").value()).hasValue(0.75);
    assertThatThrownBy(
            () ->
                measure(
                    suite, cases(1.0), SuiteJournal.create(folder.resolve("u"), "x"), () -> false))
        .hasMessageStartingWith("b: accuracy needs labels: FILE in the gate or the case: ")
        .hasMessageEndingWith("b.pb does not name its classes");
  }

  /** The journal does not keep the failure: --resume measures the figure. */
  @Test
  void aMeasurementThatFailsLeavesItsGatesOpenAndNothingElse() {
    Suite suite =
        read(
            "cases: [{graph: a.pb}, {graph: b.pb, gates:"
                + " {memory: [{max: 64MB}, {max: 32MB}], size: {max: 9}}}]");
    Path file = folder.resolve("failed.jsonl");
    List<String> tried = new ArrayList<>();
    MetricSources.Meter failing =
        (one, key) -> {
          tried.add(one.name());
          return MetricValue.failed(one.name(), key, "probe died");
        };
    MetricSources meters = new MetricSources(METERS.instructions(), failing, METERS.flops());
    FakeCases cases = cases(1.0);
    Measured measured;
    try (SuiteJournal journal = SuiteJournal.create(file, "x")) {
      measured =
          new SuiteRun(
                  suite,
                  Optional.empty(),
                  cases,
                  meters,
                  SuiteListener.NONE,
                  () -> false,
                  cases.clock())
              .run(journal);
    }
    List<GateResult> gates =
        new CaseResults(suite, Optional.empty(), measured).results().get(1).gates();
    assertThat(gates).hasSize(3);
    for (GateResult gate : gates) {
      boolean memory = gate.gate() == Metric.MEMORY;
      assertThat(gate.status()).isEqualTo(memory ? GateStatus.NOT_MEASURED : GateStatus.FAIL);
      assertThat(gate.note()).isEqualTo(memory ? "probe died" : "");
    }
    assertThat(tried).as("tried once for both gates").containsExactly("b");
    assertThat(measured.roundCount()).isPositive();
    try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
      assertThat(journal.figure("b", MetricKey.MEMORY)).isEmpty();
      assertThat(journal.figure("b", MetricKey.SIZE)).isPresent();
    }
  }

  private static List<Round> rounds(Path file) {
    try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
      return journal.rounds().list();
    }
  }

  private String everyGate(double tolerance, double limitMillis, double accuracy) {
    return """
    seed: 5
    cases:
      - {name: a, graph: a.pb}
      - name: b
        graph: b.pb
        gates:
          latency: {max_slowdown: %1$s}
          ratio: {to: a, max_slowdown: %1$s}
          op_time: {max: %2$sms}
          p99: {max: %2$sms}
          size: {max: %3$s}
          memory: {max: 64MB}
          instructions: {max_growth: 1%%}
          accuracy: {clips: clips, labels: labels.txt, min: %4$s}
          agreement: {with: a, clips: clips, min: %4$s}
    """
        .formatted(tolerance, limitMillis, limitMillis > 1 ? 2000 : 1999, accuracy);
  }

  private static String ratioOnly() {
    return """
    cases:
      - {name: a, graph: a.pb}
      - {name: b, graph: b.pb, gates: {ratio: {to: a}}}
    """;
  }

  private static FakeCases cases(double slowdown) {
    FakeCases cases = new FakeCases(11).with("a", 1e6).with("b", 1e6 * slowdown);
    return slowdown == 1.3
        ? cases.answering("a", 0, 1).answering("b", 1, 0)
        : cases.answering("a", 1, 0).answering("b", 0.9f, 0.1f);
  }

  private Map<String, GateResult> gatesOfB(String yaml, FakeCases cases, double instructions) {
    Suite suite = read(yaml);
    Baseline.Entry entry =
        new Baseline.Entry(
            "fake 1.0",
            1,
            1e6,
            Collections.nCopies(60, 1e6),
            8,
            Map.of("instructions", instructions),
            Map.of("instructions", "counted"),
            List.of());
    Baseline baseline =
        new Baseline(1, "main", "", "", new Machine("c", 1, "x", "j"), Map.of("b", entry));
    Measured measured =
        new SuiteRun(
                suite,
                Optional.of(baseline),
                cases,
                METERS,
                SuiteListener.NONE,
                () -> false,
                cases.clock())
            .run(SuiteJournal.create(folder.resolve("all.jsonl"), "x"));
    assertThat(cases.open()).isZero();
    List<CaseResult> results = new CaseResults(suite, Optional.of(baseline), measured).results();
    assertThat(results.get(1).warmUp().warmUpRuns()).isBetween(5, 60);
    return byKey(results.get(1));
  }

  private static Map<String, GateResult> gates(Suite suite, Measured measured) {
    return byKey(new CaseResults(suite, Optional.empty(), measured).results().get(1));
  }

  private static Map<String, GateResult> byKey(CaseResult result) {
    return result.gates().stream().collect(Collectors.toMap(g -> g.gate().id(), g -> g));
  }

  private static Measured measure(
      Suite suite, FakeCases cases, SuiteJournal journal, BooleanSupplier stop) {
    try (journal) {
      return new SuiteRun(
              suite, Optional.empty(), cases, METERS, SuiteListener.NONE, stop, cases.clock())
          .run(journal);
    }
  }

  private Suite read(String yaml) {
    try {
      return SuiteReader.read(Files.writeString(folder.resolve("suite.yaml"), yaml));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
