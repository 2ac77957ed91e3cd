package io.kwsbench.report.render;

import io.kwsbench.report.Report;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The formats of reports. */
public enum Format {
  TEXT(TextRenderer::of) {
    @Override
    public String colored(Report report) {
      return TextRenderer.colored(report);
    }
  },
  /** Text again: a report that takes this name has benchmark_model's sections. */
  BENCHMARK_MODEL(TextRenderer::of),
  JSON(JsonRenderer::of),
  CSV(CsvRenderer::of),
  JUNIT(JUnitRenderer::of),
  MARKDOWN(MarkdownRenderer::of),
  HTML(HtmlRenderer::of),
  TRACE(TraceRenderer::of),
  /** Bencher Metric Format. */
  BENCHER(BencherRenderer::of),
  /** What github-action-benchmark takes. */
  GITHUB(GithubRenderer::of);

  private final Function<Report, String> renderer;

  Format(Function<Report, String> renderer) {
    this.renderer = renderer;
  }

  /** The one of that name, in lower case. */
  public static Optional<Format> named(String name) {
    return Arrays.stream(values()).filter(format -> format.label().equals(name)).findFirst();
  }

  /** The names of some. */
  public static List<String> names(List<Format> formats) {
    return formats.stream().map(Format::label).toList();
  }

  /** Its name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The whole report for a terminal that shows colors, where the format has any. */
  public String colored(Report report) {
    return render(report);
  }

  /** The whole report. */
  public String render(Report report) {
    return renderer.apply(report);
  }
}
