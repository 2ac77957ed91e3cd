package io.kwsbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void describesAKnownSample() {
    Distribution d = Distribution.of(4, 1, 3, 2, 100);
    assertThat(d.count()).isEqualTo(5);
    assertThat(d.first()).isEqualTo(4);
    assertThat(d.curr()).isEqualTo(100);
    assertThat(d.min()).isEqualTo(1);
    assertThat(d.max()).isEqualTo(100);
    assertThat(d.avg()).isEqualTo(22);
    assertThat(d.median()).isEqualTo(3);
    assertThat(d.p90()).isCloseTo(61.6, within(1e-9));
    assertThat(d.p95()).isCloseTo(80.8, within(1e-9));
    assertThat(d.mad()).isEqualTo(1);
    assertThat(d.outliers()).isEqualTo(1);
    assertThat(d.std()).isCloseTo(39.01, within(0.01));
  }

  @Test
  void nothingAndOneValue() {
    assertThat(Distribution.of()).isEqualTo(Distribution.EMPTY);
    Distribution one = Distribution.of(7);
    assertThat(one.p99()).isEqualTo(7);
    assertThat(one.std()).isZero();
    assertThat(one.allSame()).isTrue();
  }

  @Test
  void whereMostValuesAreTheSameTheFarOnesAreOutliersStill() {
    double[] values = new double[41];
    Arrays.fill(values, 99);
    values[40] = 40_000;
    assertThat(Distribution.of(values).mad()).isZero();
    assertThat(Distribution.of(values).outliers()).isEqualTo(1);
    double[] far = new double[1000];
    Arrays.setAll(far, i -> i % 5 < 3 ? 10 : 1000 + i);
    assertThat(Distribution.of(far).outliers()).isEqualTo(400);
    // a step of the clock is no outlier
    double[] ticks = new double[1000];
    Arrays.setAll(ticks, i -> i % 5 < 3 ? 1000 : 1001);
    assertThat(Distribution.of(ticks).outliers()).isZero();
    assertThat(Distribution.of(new double[10]).outliers()).isZero();
  }

  @Property(tries = 200)
  void orderStatisticsAreOrdered(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0, max = 1e9) Double> sample) {
    double[] values = sample.stream().mapToDouble(Double::doubleValue).toArray();
    Distribution d = Distribution.of(values);
    assertThat(d.min()).isLessThanOrEqualTo(d.median());
    assertThat(d.median()).isLessThanOrEqualTo(d.p90());
    assertThat(d.p90()).isLessThanOrEqualTo(d.p95());
    assertThat(d.p95()).isLessThanOrEqualTo(d.p99());
    assertThat(d.p99()).isLessThanOrEqualTo(d.max());
    assertThat(d.outliers()).isBetween(0L, d.count());
    double[] reversed = values.clone();
    Arrays.sort(reversed);
    assertThat(Distribution.of(reversed).median()).isEqualTo(d.median());
  }
}
