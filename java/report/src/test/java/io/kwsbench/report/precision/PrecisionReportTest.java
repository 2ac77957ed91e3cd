package io.kwsbench.report.precision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.GoldenFile;
import io.kwsbench.measure.Environment;
import io.kwsbench.report.precision.PrecisionResult.Accuracy;
import io.kwsbench.report.precision.PrecisionResult.Change;
import io.kwsbench.report.precision.PrecisionResult.Form;
import io.kwsbench.report.precision.PrecisionResult.Latency;
import io.kwsbench.report.precision.PrecisionResult.Limit;
import io.kwsbench.report.precision.PrecisionResult.OfClass;
import io.kwsbench.report.precision.PrecisionResult.Subject;
import io.kwsbench.report.precision.PrecisionResult.Weights;
import io.kwsbench.report.render.Format;
import io.kwsbench.report.render.HeadlessChromium;
import io.kwsbench.report.render.ShownNumbers;
import io.kwsbench.stats.ShareInterval;
import io.kwsbench.stats.decision.RatioInterval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files of every format; {@code -Dkwsbench.golden=write} writes them anew. */
class PrecisionReportTest {
  @TempDir Path folder;
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-DE", "ar-EG"})
  void everyFormatIsTheSameInEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    for (Format format : List.of(Format.TEXT, Format.JSON, Format.CSV)) {
      String rendered = format.render(PrecisionReport.of(result(0.2)));
      String ending = format == Format.TEXT ? "txt" : format.label();
      GoldenFile.matches("precision." + ending, rendered);
      if (format == Format.TEXT) {
        assertThat(rendered.lines()).allMatch(line -> line.length() <= 100);
      }
    }
  }

  @Test
  void thePageIsOneFileWithItsTitle() {
    String page = Format.HTML.render(PrecisionReport.of(result(0.2)));
    ShownNumbers.isOneFileWithoutNetwork(page);
    assertThat(page).contains("<title>frozen.pb – kwsbench quantize</title>");
  }

  @Test
  void thePagesNumbersAreThoseOfItsJson() throws Exception {
    String page = Format.HTML.render(PrecisionReport.of(result(0.2)));
    HeadlessChromium browser = new HeadlessChromium(folder);
    String dom = browser.dom(Files.writeString(folder.resolve("page.html"), page), 1100);
    assertThat(browser.console()).isEmpty();
    JsonNode json =
        new ObjectMapper().readTree(Format.JSON.render(PrecisionReport.of(result(0.2))));
    assertThat(ShownNumbers.check(dom, json)).isGreaterThan(20);
    assertThat(dom).contains("Precisions", "Recall of each class", "within", "beyond");
  }

  @Test
  void theSmallestWithinTheLimitIsChosen() {
    assertThat(result(1).limit().chosen()).contains("weights8");
    assertThat(result(0.2).limit().chosen()).contains("weights16");
    assertThat(result(-1).limit().chosen()).isEmpty();
    assertThat(Format.TEXT.render(PrecisionReport.of(result(-1))))
        .contains("None loses at most -1 points.");
  }

  private static PrecisionResult result(double maxDrop) {
    List<Form> forms = List.of(floats(), weights8(maxDrop), weights16(maxDrop), int8(maxDrop));
    return new PrecisionResult(
        new Subject("models/frozen.pb", "validation", 1200, 1, "native", "1.0", 1),
        Limit.of(maxDrop, forms),
        forms,
        List.of(
            new OfClass("silence", 0, Map.of()),
            new OfClass(
                "up",
                1200,
                Map.of("float32", 0.985, "weights8", 0.98, "weights16", 0.985, "int8", 0.975))),
        Optional.of(longAudio()),
        environment(),
        List.of());
  }

  private static PrecisionResult.LongAudio longAudio() {
    return new PrecisionResult.LongAudio(
        1.5,
        600,
        List.of(
            alarms("float32", 0.85, 0.125, 9),
            alarms("weights8", 0.85, 0.12, 12),
            alarms("weights16", 0.85, 0.125, 9),
            alarms("int8", 0.8, 0.0825, 30)));
  }

  private static PrecisionResult.Alarms alarms(
      String precision, double threshold, double missed, int alarms) {
    return new PrecisionResult.Alarms(
        precision, threshold, missed, alarms, alarms / 1.5, List.of(alarms / 2.0, alarms * 1.0));
  }

  private static Form floats() {
    return new Form(
        "float32",
        4_700_000,
        accuracy(1182),
        new Latency(810.5, 300, Optional.empty()),
        Optional.empty(),
        List.of());
  }

  private static Form weights8(double maxDrop) {
    return new Form(
        "weights8",
        1_300_000,
        accuracy(1176),
        new Latency(790.25, 300, Optional.of(new RatioInterval(0.97, 0.95, 0.98, 0.99))),
        Optional.of(
            new Change(
                0.5,
                ShareInterval.ofDifference(8, 2, 1200).points(),
                0.5 <= maxDrop,
                11,
                8,
                2,
                0.0625)),
        List.of(
            new Weights(List.of("conv_1/weights", "conv_1"), 200_000, Optional.of(31.25)),
            new Weights(List.of("fc"), 4_000, Optional.of(44.5)),
            new Weights(List.of("conv_0"), 1_280, Optional.empty())));
  }

  private static Form weights16(double maxDrop) {
    return new Form(
        "weights16",
        2_400_000,
        accuracy(1182),
        new Latency(0, 0, Optional.empty()),
        Optional.of(
            new Change(
                -0.001,
                ShareInterval.ofDifference(0, 0, 1200).points(),
                -0.001 <= maxDrop,
                0,
                0,
                0,
                0.0005)),
        List.of(new Weights(List.of("conv_1"), 200_000, Optional.of(55.125))));
  }

  private static Form int8(double maxDrop) {
    return new Form(
        "int8",
        1_310_000,
        accuracy(1170),
        new Latency(1010.5, 300, Optional.of(new RatioInterval(1.25, 1.2, 1.3, 0.99))),
        Optional.of(
            new Change(
                1,
                ShareInterval.ofDifference(14, 2, 1200).points(),
                1 <= maxDrop,
                20,
                14,
                2,
                0.25)),
        List.of(
            new Weights(List.of("conv_1"), 200_000, Optional.of(24.25)),
            new Weights(List.of("fc"), 4_000, Optional.of(44.5))));
  }

  private static Accuracy accuracy(int right) {
    return new Accuracy(right / 1200.0, ShareInterval.of(right, 1200));
  }

  private static Environment environment() {
    Environment.State idle =
        new Environment.State(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0);
    return new Environment(
        "2026-01-02T03:04:05+01:00",
        List.of("quantize", "--graph=models/frozen.pb"),
        new Environment.Cpu(
            "Imaginary 9000", 2, 4, List.of("avx2"), Optional.empty(), Optional.empty(), 8L << 30),
        idle,
        idle,
        new Environment.Software("Linux 6", "JVM 17", "native", "1.0", 1, "0.1.0"));
  }
}
