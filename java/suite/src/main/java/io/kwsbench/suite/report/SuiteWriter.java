package io.kwsbench.suite.report;

import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;

/** One rendering of a suite's result. Thread-safe. */
@FunctionalInterface
public interface SuiteWriter {
  /** Writes the whole result. */
  void write(SuiteResult result, Appendable out) throws IOException;
}
