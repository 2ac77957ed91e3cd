package io.kwsbench.rewrite.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueHistogramTest {
  @Test
  void theRangeOfAllNumbersIsTheirs() {
    ValueHistogram values = new ValueHistogram("x");
    values.add(-1.25f, 0, 3e-20f);
    values.add(700.5f);
    assertThat(values.range(0)).isEqualTo(new ValueRange(-1.25f, 700.5f));
  }

  @Test
  void fewNumbersLieOutside() {
    ValueHistogram values = new ValueHistogram("x");
    float[] even = new float[10_000];
    for (int i = 0; i < even.length; i++) {
      even[i] = i - 5000;
    }
    values.add(even);
    ValueRange range = values.range(0.01);
    assertThat(range.low()).isCloseTo(-4900, within(4f));
    assertThat(range.high()).isCloseTo(4899, within(4f));
  }

  @Test
  void oneLoudNumberAmongManyIsLeftOut() {
    ValueHistogram values = new ValueHistogram("x");
    for (int i = 0; i < 100; i++) {
      values.add(new float[1000]);
      values.add(1, -1);
    }
    values.add(1e9f);
    ValueRange range = values.range(0.0001);
    assertThat(range.low()).isEqualTo(-1);
    // one bin holds both where the loud number made bins wide
    assertThat(range.high()).isLessThan(1e6f).isGreaterThanOrEqualTo(1);
  }

  @Test
  void theOrderOfNumbersChangesNothing() {
    Random random = new Random(3);
    float[] values = new float[5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3));
    }
    ValueHistogram forwards = new ValueHistogram("x");
    ValueHistogram backwards = new ValueHistogram("x");
    for (int i = 0; i < values.length; i++) {
      forwards.add(values[i]);
      backwards.add(values[values.length - 1 - i]);
    }
    assertThat(forwards.range(0.002)).isEqualTo(backwards.range(0.002));
  }

  @Test
  void numbersMustBeFiniteAndSome() {
    ValueHistogram values = new ValueHistogram("conv:0");
    assertThatThrownBy(() -> values.range(0))
        .isInstanceOf(KwsException.class)
        .hasMessage("tensor conv:0 has no numbers, so it has no range");
    assertThatThrownBy(() -> values.add(1, Float.NaN))
        .isInstanceOf(KwsException.class)
        .hasMessage("tensor conv:0 is NaN on a clip: it has no range");
  }
}
