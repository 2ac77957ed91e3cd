package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.GoldenFile;
import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.Metric;
import io.kwsbench.report.render.Format;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Golden files of every format; {@code -Dkwsbench.golden=write} writes them anew. */
class SuiteReportTest {
  private final Locale before = Locale.getDefault();
  @TempDir Path folder;

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-DE", "ar-EG", "hi-IN-u-nu-deva"})
  void renderingsAreTheSameInEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    matches("suite.txt", Format.TEXT);
    matches("suite.json", Format.JSON);
    matches("suite.csv", Format.CSV);
    matches("suite.xml", Format.JUNIT);
    matches("suite.md", Format.MARKDOWN);
    matches("suite.bencher.json", Format.BENCHER);
    matches("suite.github.json", Format.GITHUB);
  }

  /** A case whose gates all hold and one whose gates all fail, in every format. */
  @Test
  void everyGatePassingAndFailing() throws IOException {
    SuiteResult result = SuiteFixture.everyGate();
    for (CaseResult one : result.cases()) {
      List<Metric> gates = one.gates().stream().map(GateResult::gate).toList();
      assertThat(gates).containsExactlyInAnyOrder(Metric.values());
    }
    GoldenFile.matches("gates.txt", render(Format.TEXT, result));
    GoldenFile.matches("gates.json", render(Format.JSON, result));
    GoldenFile.matches("gates.csv", render(Format.CSV, result));
    GoldenFile.matches("gates.xml", render(Format.JUNIT, result));
    GoldenFile.matches("gates.md", render(Format.MARKDOWN, result));
    GoldenFile.matches("gates.trace.json", render(Format.TRACE, result));
  }

  @Test
  void junitIsXmlWithTheFailuresCounted() throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(render(Format.JUNIT).getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(root.getElementsByTagName("failure").getLength()).isEqualTo(2);
    assertThat(root.getElementsByTagName("skipped").getLength()).isEqualTo(3);
    assertThat(((Element) root.getElementsByTagName("testsuite").item(1)).getAttribute("failures"))
        .isEqualTo("2");
  }

  @Test
  void junitCountsWhatTheExitCodeCounts() throws Exception {
    String strict = render(Format.JUNIT, SuiteFixture.result(), true);
    assertThat(strict)
        .contains("failures=\"5\"", "<failure message=\"UNDECIDED")
        .contains("<failure message=\"NOT OFFERED", "<failure message=\"NO BASELINE")
        .doesNotContain("<skipped");
  }

  @Test
  void noNameReachesATerminalAsAControlSequence() throws IOException {
    SuiteResult plain = SuiteFixture.result();
    CaseResult one = plain.cases().get(1);
    GateResult gate = one.gates().get(0);
    String evil = "x\u001b[2J\nPASS\u202e";
    CaseResult named =
        new CaseResult(
            new CaseResult.Subject(evil, one.subject().graph(), one.engine() + evil, one.threads()),
            one.warmUp(),
            one.times(),
            one.measures(),
            one.profile(),
            List.of(
                new GateResult(
                    gate.gate(),
                    evil,
                    gate.status(),
                    gate.value(),
                    gate.limit(),
                    gate.unit(),
                    gate.decision(),
                    evil)));
    SuiteResult result =
        new SuiteResult(
            new SuiteResult.Terms(evil, plain.terms().seed(), plain.terms().alpha()),
            plain.environment(),
            plain.doubts(),
            Optional.of(evil),
            plain.extent(),
            plain.roofline(),
            List.of(named));
    for (Format format : List.of(Format.TEXT, Format.MARKDOWN, Format.CSV)) {
      String text = render(format, result);
      assertThat(text).doesNotContain("\u001b", "\nPASS", "\u202e").contains("\\u001b[2J");
    }
    Path file = folder.resolve("history.jsonl");
    new History(file).append(result, evil);
    List<HistoryLine> lines = new History(file).read().runs();
    assertThat(HistoryTable.text(lines, HistoryTable.cases(lines)))
        .doesNotContain("\u001b", "\nPASS", "\u202e");
  }

  @Test
  void theHistoryGrowsAndIsDrawn() throws IOException {
    Path file = folder.resolve("history.jsonl");
    new History(file).append(SuiteFixture.result(), "abc");
    new History(file).append(SuiteFixture.result(), "def");
    List<HistoryLine> lines = new History(file).read().runs();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1).cases().get("ref").medianNanos()).isEqualTo(1_208_000);
    String table = HistoryTable.text(lines, HistoryTable.cases(lines));
    assertThat(table).contains("abc", "def", "+0.0 %", "REGRESSION");
    String svg = HistorySvg.svg(lines, HistoryTable.cases(lines));
    assertThat(svg).contains("class=\"bad\"").doesNotContain("<b>");
  }

  /** Dates and versions stand on the axis, and the run from which on a case was slower. */
  @Test
  void aChangeForGoodIsNamed() {
    List<HistoryLine> lines =
        IntStream.range(0, 20).mapToObj(i -> run(i, i < 12 ? 1e6 : 1.1e6)).toList();
    assertThat(HistoryTable.text(lines, Set.of("pi")))
        .contains("changed with 2026-11-13 v12: 1.000 ms before, 1.100 ms since (+10.0 %)");
    assertThat(HistorySvg.svg(lines, Set.of("pi")))
        .contains("class=\"change\"", ">2026-11-13 v12: +10.0 %<")
        .contains(">2026-11-01 v0<", ">2026-11-20 v19<");
    // as fast on each of two machines as ever
    List<HistoryLine> two =
        IntStream.range(0, 20)
            .mapToObj(i -> run(i, i % 2 == 0 ? 1e6 : 1.1e6))
            .map(line -> on(line, line.cases().get("pi").medianNanos() > 1e6 ? "new" : "old"))
            .toList();
    assertThat(HistoryTable.text(two, Set.of("pi"))).doesNotContain("changed");
  }

  private static HistoryLine run(int day, double nanos) {
    HistoryLine.Point point = new HistoryLine.Point(nanos, nanos, Map.of(), "PASS");
    String date = String.format(Locale.ROOT, "2026-11-%02d", day + 1);
    return new HistoryLine(2, "perf", date, "v" + day, "cpu", Map.of("pi", point));
  }

  private static HistoryLine on(HistoryLine line, String cpu) {
    return new HistoryLine(2, "perf", line.date(), line.version(), cpu, line.cases());
  }

  private static String render(Format format) {
    return render(format, SuiteFixture.result());
  }

  private static String render(Format format, SuiteResult result) {
    return render(format, result, false);
  }

  private static String render(Format format, SuiteResult result, boolean undecidedFails) {
    return format.render(SuiteReport.of(result, SuiteFixture.undecided(undecidedFails)));
  }

  private static void matches(String golden, Format format) throws IOException {
    GoldenFile.matches(golden, render(format));
  }
}
