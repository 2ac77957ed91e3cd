package io.kwsbench.suite.run;

import io.kwsbench.suite.definition.SuiteCase;

/** Makes cases runnable: the seam between suites and engines. */
@FunctionalInterface
public interface CaseLoader {
  /**
   * Loads the case's model anew: nothing is shared with what was loaded before.
   *
   * @throws io.kwsbench.KwsException when model, engine or input cannot be used
   */
  LoadedCase load(SuiteCase one);
}
