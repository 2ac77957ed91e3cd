package io.kwsbench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {
  @ParameterizedTest
  @CsvSource({
    "SAME,16000,40,20,800,20,10",
    "SAME,10,3,2,5,1,0",
    "SAME,9,1,4,3,0,0",
    "VALID,800,3,2,399,0,0",
    "VALID,2,3,1,0,0,0"
  })
  void isTensorFlows(
      Padding padding, long length, long span, long stride, long windows, long zeros, long before) {
    assertThat(padding.windows(length, span, stride)).isEqualTo(windows);
    assertThat(padding.zeros(length, span, stride)).isEqualTo(zeros);
    assertThat(padding.zerosBefore(length, span, stride)).isEqualTo(before);
    assertThat(Padding.named(padding.name())).isEqualTo(padding);
  }

  /** Counts window after window: what fits into the axis with its zeros, and no more. */
  @Property
  void everyWindowFitsIntoTheAxisAndItsZeros(
      @ForAll Padding padding,
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(min = 1, max = 12) int span,
      @ForAll @IntRange(min = 1, max = 12) int stride) {
    long whole = length + padding.zeros(length, span, stride);
    long windows = padding.windows(length, span, stride);

    int fit = 0;
    for (long start = 0; start + span <= whole; start += stride) {
      fit++;
    }
    if (padding == Padding.VALID) {
      assertThat(windows).isEqualTo(fit);
    } else {
      assertThat(windows).isEqualTo((long) Math.ceil((double) length / stride));
      // where the stride is longer than the window, what is left may hold one more
      assertThat(windows <= fit).isTrue();
      assertThat((windows - 1) * stride + span >= length || span < stride).isTrue();
    }
  }

  @Test
  void hasNoOtherName() {
    assertThatThrownBy(() -> Padding.named("same")).hasMessage("padding same");
    assertThatThrownBy(() -> Padding.named("")).hasMessage("padding ");
  }
}
