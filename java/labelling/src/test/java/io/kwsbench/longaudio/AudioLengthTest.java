package io.kwsbench.longaudio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioLengthTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2         | 2.00 hours   | 1.50",
        "0.05      | 3.0 minutes  | 59.91",
        "0.0036112 | 13.0 seconds | 829.57",
      })
  void audioProvesThreeAlarmsPerLength(double hours, String length, String rate) {
    assertThat(AudioLength.of(hours)).isEqualTo(length);
    assertThat(AudioLength.proof(hours))
        .isEqualTo(
            length
                + " without a false alarm prove fewer than "
                + rate
                + " per hour (95 % confidence)");
  }
}
