package io.kwsbench.report.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.GoldenFile;
import io.kwsbench.report.benchmark.text.BenchmarkReport;
import io.kwsbench.report.benchmark.text.TextOptions;
import io.kwsbench.report.render.Format;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every rendering of a fixed report, byte for byte. After an intended change run the test with
 * {@code -Dkwsbench.golden=write} and read the difference before committing it.
 */
class GoldenReportTest {
  private static final TextOptions EVERYTHING =
      new TextOptions(
          true,
          new TextOptions.Listing(true, 0),
          new TextOptions.Listing(true, 10),
          new TextOptions.Listing(true, 2),
          true,
          true,
          true);
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  private static String render(Format format, BenchmarkResult result, TextOptions options) {
    return format.render(BenchmarkReport.of(result, options));
  }

  private static String readable(BenchmarkResult result) {
    return Format.TEXT.render(BenchmarkReport.of(result));
  }

  private static String render(Format format, BenchmarkResult result) {
    return render(format, result, EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-DE", "ar-EG", "tr-TR", "hi-IN-u-nu-deva"})
  void renderingsAreTheSameInEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    GoldenFile.matches("single.txt", render(Format.TEXT, ReportFixture.report(false)));
    GoldenFile.matches("single.json", render(Format.JSON, ReportFixture.report(false)));
    GoldenFile.matches("single.csv", render(Format.CSV, ReportFixture.report(false)));
    GoldenFile.matches(
        "compared.txt", render(Format.TEXT, ReportFixture.report(true), TextOptions.DEFAULT));
    GoldenFile.matches("readable.txt", readable(ReportFixture.report(false)));
    GoldenFile.matches("readable-compared.txt", readable(ReportFixture.report(true)));
  }

  @Test
  void jsonHoldsEveryNumberOfTheText() throws IOException {
    JsonNode json = new ObjectMapper().readTree(render(Format.JSON, ReportFixture.report(false)));
    JsonNode result = json.get("results").get(0);
    assertThat(json.get("schema_version").asInt()).isEqualTo(BenchmarkResult.SCHEMA_VERSION);
    assertThat(result.at("/phases/untraced_time_us/median").asDouble()).isEqualTo(3050);
    assertThat(result.at("/phases/untraced_time_us/p99").asDouble()).isPositive();
    assertThat(result.at("/phases/untraced_time_us/mad").asDouble()).isPositive();
    assertThat(result.at("/ops/nodes/1/gflops_per_second").asDouble()).isPositive();
    assertThat(result.at("/ops/nodes/3/flops").isNull()).isTrue();
    assertThat(result.at("/flops/benchmark_model").asLong()).isEqualTo(24_000);
    assertThat(result.at("/memory/peak_activations_bytes").asLong()).isEqualTo(1036);
    assertThat(result.at("/tracing/ops_share").asDouble()).isBetween(0.8, 0.95);
    assertThat(json.at("/environment/background_busy_cores").asDouble()).isEqualTo(1);
    assertThat(json.at("/gates_pass").asBoolean()).isFalse();
  }

  @Test
  void whatIsUnknownIsNullInJson() throws IOException {
    BenchmarkResult nothing = ReportFixture.interruptedAtOnce(ReportFixture.report(false));
    JsonNode json = new ObjectMapper().readTree(render(Format.JSON, nothing));
    for (String unknown :
        List.of(
            "/results/0/memory/packed_weights_bytes",
            "/results/0/memory/peak_activations_bytes",
            "/results/0/memory/resident_before_bytes",
            "/results/0/memory/resident_after_bytes",
            "/results/0/memory/peak_resident_bytes",
            "/environment/cpu/max_clock_hz",
            "/environment/before/load_average",
            "/environment/before/clock_hz",
            "/environment/after/temperature_celsius",
            "/environment/throttle_events")) {
      assertThat(json.at(unknown).isNull()).as(unknown).isTrue();
    }
    assertThat(json.at("/results/0/memory/weights_bytes").asLong()).isEqualTo(48_000);
  }

  @Test
  void textLeavesOutWhatTheSystemDoesNotReport() {
    String text = readable(ReportFixture.interruptedAtOnce(ReportFixture.report(false)));
    assertThat(text.substring(text.indexOf("\nEnvironment\n")))
        .contains(
            "\n  load              unknown before, unknown after; others kept 0.00 cores busy\n")
        .doesNotContain("clock", "governor", "temperature", "throttling", "instruction sets");
  }

  @Test
  void withNothingMeasuredTheRenderingsStand() {
    BenchmarkResult report = ReportFixture.report(false);
    for (Format format : BenchmarkReport.FORMATS) {
      assertThat(render(format, ReportFixture.interruptedAtOnce(report))).doesNotContain("NaN");
    }
    assertThat(readable(ReportFixture.interruptedAtOnce(report))).doesNotContain("NaN");
  }

  /** Reads the report as scripts read TensorFlow's. */
  @Test
  void aParserOfStatSummarizerReadsIt() {
    String text = render(Format.TEXT, ReportFixture.report(false));
    Matcher timings =
        Pattern.compile(
                "Timings \\(microseconds\\): count=(\\d+) first=(\\d+) curr=(\\d+) min=(\\d+)"
                    + " max=(\\d+) avg=([\\d.e+]+) std=(\\d+)")
            .matcher(text);
    assertThat(timings.find()).isTrue();
    assertThat(timings.group(1)).isEqualTo("4");
    assertThat(text).containsPattern("Memory \\(bytes\\): count=4 curr=1036\\(all same\\)\n");
    assertThat(text).containsPattern("\n4 nodes observed\n");
    assertThat(text)
        .containsPattern(
            "Average inference timings in us: Warmup: \\d+, no stats: \\d+, with stats: \\d+\n$");
    Matcher row =
        Pattern.compile(
                "\\t +MatMul\\t +([\\d.]+)\\t +([\\d.]+)\\t +([\\d.]+)\\t *([\\d.]+)%\\t"
                    + " *([\\d.]+)%\\t +([\\d.]+)\\t +(\\d+)\\tlogits\\n")
            .matcher(text);
    assertThat(row.find()).isTrue();
    assertThat(row.group(6)).isEqualTo("1.024");
  }
}
