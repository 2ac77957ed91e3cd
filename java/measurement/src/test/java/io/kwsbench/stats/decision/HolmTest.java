package io.kwsbench.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void smallerPValuesMeetStricterLevelsUntilOneStands() {
    double[] levels = Holm.levels(new double[] {0.03, 0.001, 0.02, 0.2}, 0.06);
    assertThat(levels[1]).isCloseTo(0.015, within(1e-12));
    assertThat(levels[2]).isCloseTo(0.02, within(1e-12));
    assertThat(levels[0]).isCloseTo(0.03, within(1e-12));
    assertThat(levels[3]).isCloseTo(0.06, within(1e-12));
  }

  @Test
  void afterTheFirstThatStandsNoneIsRejected() {
    double[] levels = Holm.levels(new double[] {0.024, 0.026, 0.049}, 0.05);
    assertThat(levels).containsOnly(0.05 / 3);
  }

  @Property
  void itIsNeverLaxerThanAlphaNorStricterThanBonferroni(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 1) Double> pValues) {
    double[] values = pValues.stream().mapToDouble(p -> p).toArray();
    for (double level : Holm.levels(values, 0.01)) {
      assertThat(level).isBetween(0.01 / values.length - 1e-15, 0.01);
    }
  }
}
