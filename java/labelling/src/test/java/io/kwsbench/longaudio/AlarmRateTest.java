package io.kwsbench.longaudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Exact Poisson limits, as tables have them. */
class AlarmRateTest {
  @Test
  void noAlarmProvesTheRuleOfThree() {
    AlarmRate none = new AlarmRate(0, 0.5);

    assertThat(none.perHour()).isZero();
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(2 * 3.688879, within(1e-5));
    assertThat(none.provenBelow()).isCloseTo(2 * 2.995732, within(1e-5));
    assertThat(AlarmRate.hoursToProve(0.5)).isCloseTo(5.991465, within(1e-5));
  }

  @Test
  void intervalsAreGarwoods() {
    AlarmRate one = new AlarmRate(1, 1);
    AlarmRate ten = new AlarmRate(10, 2);

    assertThat(one.low()).isCloseTo(0.025318, within(1e-5));
    assertThat(one.high()).isCloseTo(5.571643, within(1e-5));
    assertThat(one.provenBelow()).isCloseTo(4.743865, within(1e-5));
    assertThat(ten.perHour()).isEqualTo(5);
    assertThat(ten.low()).isCloseTo(4.795389 / 2, within(1e-5));
    assertThat(ten.high()).isCloseTo(18.390356 / 2, within(1e-5));
  }
}
