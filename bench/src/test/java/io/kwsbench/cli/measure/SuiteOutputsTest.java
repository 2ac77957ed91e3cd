package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteOutputsTest {
  /** Whoever typed {@code --undecided 0} is not told to type it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | false | give a longer --budget or a wider max_slowdown",
        "5 | true  | give a longer --budget or a wider max_slowdown; --undecided 0 lets the gate"
            + " pass",
        "6 | false | give a longer --budget or a wider max_slowdown; --undecided 0 lets the gate"
            + " pass",
      })
  void adviceNamesTheFlagsThatHelp(int code, boolean fails, String advice) {
    assertThat(SuiteOutputs.undecided(code).fails()).isEqualTo(fails);
    assertThat(SuiteOutputs.undecided(code).advice()).isEqualTo(advice);
  }
}
