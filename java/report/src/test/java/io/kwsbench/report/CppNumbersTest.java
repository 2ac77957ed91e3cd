package io.kwsbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CppNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "9036.04, 9036.04",
    "2180436, 2.18044e+06",
    "999999.4, 999999",
    "999999.9, 1e+06",
    "0.0001, 0.0001",
    "0.00001234, 1.234e-05",
    "-1, -1",
    "10, 10",
    "0, 0",
    "1e300, 1e+300"
  })
  void printsAsAStreamOfCppDoes(double value, String text) {
    assertThat(CppNumbers.general(value)).isEqualTo(text);
  }

  @Test
  void nineDigitsBringAFloatBack() {
    float value = 0.00197988749f;
    assertThat(CppNumbers.significant(value, 9)).isEqualTo("0.00197988749");
    assertThat(Float.parseFloat(CppNumbers.significant(Math.nextUp(value), 9)))
        .isEqualTo(Math.nextUp(value));
    assertThat(CppNumbers.significant(Double.NaN, 9)).isEqualTo("nan");
  }

  @ParameterizedTest
  @CsvSource({"999, 999", "1000, 1.00k", "112364928, 112.36M", "44650000000, 44.65B"})
  void printsLargeNumbersAsTensorFlowDoes(long value, String text) {
    assertThat(CppNumbers.humanReadable(value)).isEqualTo(text);
  }
}
