package io.kwsbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareIntervalTest {
  @ParameterizedTest
  @CsvSource({"0, 10", "10, 10", "1, 3", "985, 1000", "1, 100000"})
  void theIntervalIsThatOfCommonsMath(int hits, int clips) {
    ConfidenceInterval wilson = new WilsonScoreInterval().createInterval(clips, hits, 0.95);
    ShareInterval mine = ShareInterval.of(hits, clips);
    assertThat(mine.low()).isCloseTo(wilson.getLowerBound(), within(1e-9));
    assertThat(mine.high()).isCloseTo(wilson.getUpperBound(), within(1e-9));
  }

  /** Agresti and Min, Statistics in Medicine 24 (2005): the formula by hand. */
  @Test
  void ofADifferenceOnlyTheClipsThatDifferCount() {
    ShareInterval one = ShareInterval.ofDifference(15, 5, 98);
    double half = 1.959963984540054 * Math.sqrt(21 - 100 * 0.1 * 0.1) / 100;
    assertThat(one.low()).isCloseTo(0.1 - half, within(1e-12));
    assertThat(one.high()).isCloseTo(0.1 + half, within(1e-12));
    assertThat(ShareInterval.ofDifference(5, 15, 98).high()).isCloseTo(-one.low(), within(1e-12));
  }

  @Test
  void noDifferenceOnFewClipsProvesLittle() {
    assertThat(ShareInterval.ofDifference(0, 0, 10).points().high()).isGreaterThan(10);
    assertThat(ShareInterval.ofDifference(0, 0, 10_000).points().high()).isLessThan(0.03);
  }
}
