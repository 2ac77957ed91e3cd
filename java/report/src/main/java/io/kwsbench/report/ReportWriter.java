package io.kwsbench.report;

import java.io.IOException;

/** Renders a report. */
public interface ReportWriter {
  /** Writes the whole report. */
  void write(Report report, Appendable out) throws IOException;
}
