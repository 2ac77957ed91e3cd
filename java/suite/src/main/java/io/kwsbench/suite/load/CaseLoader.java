package io.kwsbench.suite.load;

import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.suite.definition.SuiteCase;

/** Makes cases runnable: the seam between suites and engines. */
public interface CaseLoader {
  /**
   * Loads the case's model anew: nothing is shared with what was loaded before.
   *
   * @throws io.kwsbench.KwsException when model, engine or input cannot be used
   */
  LoadedCase load(SuiteCase one);

  /**
   * The names that the case's model has for its classes; none where it does not name them.
   *
   * @throws io.kwsbench.KwsException when the model cannot be read
   */
  ModelLabels labels(SuiteCase one);
}
