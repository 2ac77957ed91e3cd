package io.kwsbench.report;

import java.util.List;
import java.util.Optional;

/**
 * The measurements of a graph, a compiled model, a suite or several models, for all formats.
 * Whoever measures makes it once; a format chooses what it shows and adds nothing. Immutable.
 *
 * @param heading what was measured, and when
 * @param data every number, for JSON and for the page
 * @param rows the table that CSV has
 * @param sections for reading from top to bottom; JUnit takes the verdicts of them, a trace the
 *     profiles
 * @param digest the same in brief, for a pull request; empty where there is none
 * @param readings the numbers that a dashboard draws over many runs; empty where there are none
 */
public record Report(
    Heading heading,
    Data data,
    Section.Table rows,
    List<Section> sections,
    List<Section> digest,
    List<Reading> readings) {
  public Report {
    sections = List.copyOf(sections);
    digest = List.copyOf(digest);
    readings = List.copyOf(readings);
  }

  /** A report without readings. */
  public Report(
      Heading heading,
      Data data,
      Section.Table rows,
      List<Section> sections,
      List<Section> digest) {
    this(heading, data, rows, sections, digest, List.of());
  }

  /**
   * The lines that answer what the measurement was made for; empty where the sections have none.
   */
  public Optional<Section.Answer> answer() {
    return sections.stream()
        .filter(Section.Answer.class::isInstance)
        .map(Section.Answer.class::cast)
        .findFirst();
  }

  /**
   * The name and date of a measurement.
   *
   * @param name of the benchmark or the suite
   * @param date with time and zone, as ISO 8601 writes it; empty where nobody noted it
   */
  public record Heading(String name, Optional<String> date) {}
}
