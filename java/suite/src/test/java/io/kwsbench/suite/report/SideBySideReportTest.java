package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.GoldenFile;
import io.kwsbench.gate.Unit;
import io.kwsbench.report.Figures;
import io.kwsbench.report.render.Format;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.suite.result.SideBySide;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files of what compare prints; {@code -Dkwsbench.golden=write} writes them anew. */
class SideBySideReportTest {
  private static final Map<String, String> ENDINGS =
      Map.of("text", "txt", "markdown", "md", "csv", "csv", "json", "json");
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-DE", "ar-EG"})
  void everyFormatIsTheSameInEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    for (Format format : SideBySideReport.FORMATS) {
      if (format == Format.HTML) {
        continue; // it holds the JSON, and CompareHtmlTest looks at it
      }
      String rendered = format.render(SideBySideReport.of(result()));
      GoldenFile.matches("compare." + ENDINGS.get(format.label()), rendered);
    }
  }

  @Test
  void longNamesLeaveTheTextAHundredColumns() {
    SideBySide some = result();
    String name = "a_model_with_a_long_name_".repeat(5) + "v2.tflite";
    RatioInterval slower = new RatioInterval(12.5, 12.1, 13.1, 0.95);
    SideBySide wide =
        new SideBySide(
            some.environment(),
            some.doubts(),
            some.input(),
            24,
            some.seconds(),
            false,
            List.of(
                some.entries().get(0),
                entry(name, 4_784_281, Optional.of(slower), outputs(Optional.of(0.5)))));
    String text = Format.TEXT.render(SideBySideReport.of(wide));
    List<String> rows = text.lines().filter(line -> line.startsWith("…")).toList();
    assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row).contains("_v2.tflite  "));
    assertThat(rows.get(0)).hasSize(100).endsWith("  12.5× slower (12.1–13.1×)");
    assertThat(Format.MARKDOWN.render(SideBySideReport.of(wide))).contains("| " + name);
  }

  @Test
  void whatFewRoundsLeaveOpenIsInfinite() {
    assertThat(Figures.ratio(1000, 3)).isEqualTo("1000.000");
    assertThat(Figures.ratio(1000.1, 3)).isEqualTo("∞");
    assertThat(Figures.of(Double.MAX_VALUE, Unit.RATIO)).isEqualTo("∞");
  }

  @Test
  void roundsTooFewForARatioStillCompareTheOutputs() {
    SideBySide some = result();
    SideBySide few =
        new SideBySide(
            some.environment(),
            some.doubts(),
            some.input(),
            3,
            some.seconds(),
            true,
            List.of(
                some.entries().get(0),
                entry("b.pb", 1, Optional.empty(), outputs(Optional.of(0.5)))));
    assertThat(Format.TEXT.render(SideBySideReport.of(few)))
        .contains("\nNot compared with b.pb: too few rounds; same top class for 3 of 4 clips.\n");
  }

  /** The first; a slower one that agrees; one of other classes after few rounds; an unmeasured. */
  static SideBySide result() {
    SuiteResult some = SuiteFixture.result();
    RatioInterval slower = new RatioInterval(1.25, 1.2, 1.3, 0.95);
    RatioInterval open = new RatioInterval(0.5, 2e-9, 4e8, 0.95);
    return new SideBySide(
        some.environment(),
        some.doubts(),
        "yes|<b>.wav",
        24,
        10.25,
        true,
        List.of(
            entry("a.pb", 1_000_000, Optional.empty(), Optional.empty()),
            entry("b|`c`.tflite", 2_345_678, Optional.of(slower), outputs(Optional.of(1.25e-7))),
            entry("c.onnx", 3_456, Optional.of(open), outputs(Optional.empty())),
            new SideBySide.Entry(
                "d.kws",
                "native 0.1.0",
                2,
                7,
                Distribution.of(new double[0]),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  private static Optional<SideBySide.Outputs> outputs(Optional<Double> difference) {
    return Optional.of(new SideBySide.Outputs(3, 4, difference));
  }

  private static SideBySide.Entry entry(
      String name,
      long bytes,
      Optional<RatioInterval> ratio,
      Optional<SideBySide.Outputs> outputs) {
    double[] nanos = IntStream.range(0, 50).mapToDouble(i -> bytes / 4.0 + 100 * i).toArray();
    int slowdown = ratio.isPresent() && ratio.get().low() > 1 ? 2 : 1;
    return new SideBySide.Entry(
        name,
        "fake 1.0",
        1,
        bytes,
        Distribution.of(nanos),
        ratio,
        outputs,
        Optional.of(SuiteFixture.profile(slowdown).ops()));
  }
}
