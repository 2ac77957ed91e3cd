package io.kwsbench.report.roofline;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.GoldenFile;
import io.kwsbench.measure.Roofline;
import io.kwsbench.report.render.Format;
import io.kwsbench.report.roofline.RooflineResult.Core;
import io.kwsbench.report.roofline.RooflineResult.Products;
import io.kwsbench.report.roofline.RooflineResult.Race;
import io.kwsbench.report.roofline.RooflineResult.Step;
import io.kwsbench.report.roofline.RooflineResult.Threads;
import io.kwsbench.stats.decision.RatioInterval;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files of every format; {@code -Dkwsbench.golden=write} writes them anew. */
class RooflineReportTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-DE", "ar-EG"})
  void everyFormatIsTheSameInEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    for (Format format : RooflineReport.FORMATS) {
      String rendered = format.render(RooflineReport.of(result()));
      String ending = format == Format.TEXT ? "txt" : format.label();
      GoldenFile.matches("roofline." + ending, rendered);
      if (format == Format.TEXT) {
        assertThat(rendered.lines()).allMatch(line -> line.length() <= 100);
      }
    }
  }

  private static RooflineResult result() {
    RatioInterval ratio = new RatioInterval(1.25, 1.2, 1.3, 0.99);
    return new RooflineResult(
        "models/a/folder/whose/name/is/long/enough/to/fill/a/line/by/itself/at/least/frozen.pb",
        new Core(
            new Roofline(
                100, 95, 90, 16, Optional.of(new Roofline.Peak(200, 190)), Optional.empty()),
            23.5),
        List.of(
            new Step(
                "conv_2d",
                "scope/of/a/layer/with/a/name/that/does/not/end/conv_1",
                20,
                1e6,
                5e5,
                "bf16"),
            new Step("copy", "reshape", 0, 0, 0, "float32")),
        Optional.of(
            new Products(
                101,
                List.of(
                    new Race("399 x 80 x 128", 80.8, 60, Optional.of(ratio)),
                    new Race("1 x 8 x 2", 1.01, 2, Optional.empty())))),
        Optional.of(new Threads(2, 50, 20, 16, 17, Optional.of(ratio))),
        false);
  }
}
