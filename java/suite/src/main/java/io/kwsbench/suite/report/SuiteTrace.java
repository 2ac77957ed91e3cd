package io.kwsbench.suite.report;

import io.kwsbench.report.html.TraceEvents;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;

/** The traced runs of every case in one file for Perfetto and Chrome. Thread-safe. */
public final class SuiteTrace implements SuiteWriter {
  @Override
  public void write(SuiteResult result, Appendable out) throws IOException {
    TraceEvents events = new TraceEvents();
    for (CaseResult one : result.cases()) {
      one.profile()
          .ifPresent(
              profile ->
                  events.add(one.name() + ": " + one.engine(), profile.ops(), profile.traces()));
    }
    events.write(out);
  }
}
