package io.kwsbench.report.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How a compiled model's result can be written. */
public enum PlanFormat {
  TEXT(PlanText::of),
  JSON(PlanJson::of),
  CSV(PlanCsv::of);

  private final Function<PlanResult, String> writer;

  PlanFormat(Function<PlanResult, String> writer) {
    this.writer = writer;
  }

  /** The one of that name, in lower case. */
  public static Optional<PlanFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.label().equals(name)).findFirst();
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(PlanFormat::label).toList();
  }

  /** The whole result. */
  public String write(PlanResult result) {
    return writer.apply(result);
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
