package io.kwsbench.report.html;

import io.kwsbench.report.Report;
import io.kwsbench.report.ReportWriter;
import io.kwsbench.report.Result;
import java.io.IOException;

/** The newest traced runs of every result in one file for Perfetto and Chrome. Thread-safe. */
public final class TraceReport implements ReportWriter {
  @Override
  public void write(Report report, Appendable out) throws IOException {
    TraceEvents events = new TraceEvents();
    for (Result result : report.results()) {
      String engine = (result.engine() + " " + result.engineVersion()).strip();
      events.add(engine + ": " + result.graph().source(), result.ops(), result.traces());
    }
    events.write(out);
  }
}
