package io.kwsbench.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
  private long now = 5;

  @Test
  void givesSoMuchAtOnceAndThenSoMuchASecond() {
    Allowance allowance = new Allowance(10, 4, () -> now);
    assertThat(allowance.take(7)).isTrue();
    assertThat(allowance.take(4)).isFalse();
    assertThat(allowance.take(3)).as("a refusal takes nothing").isTrue();
    now += 500_000_000L;
    assertThat(allowance.take(2.5)).isFalse();
    assertThat(allowance.take(2)).isTrue();
    now += 3_600_000_000_000L;
    assertThat(allowance.take(10.5)).as("no more is saved up").isFalse();
    assertThat(allowance.take(10)).isTrue();
  }
}
