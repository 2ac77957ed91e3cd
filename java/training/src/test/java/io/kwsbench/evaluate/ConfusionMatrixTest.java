package io.kwsbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private final ConfusionMatrix matrix =
      new ConfusionMatrix(
          List.of("_silence_", "_unknown_", "yes", "bird"),
          new int[][] {{3, 0, 1, 0}, {0, 0, 0, 0}, {0, 1, 4, 1}, {1, 0, 2, 7}});

  @Test
  void shares() {
    assertThat(matrix.total()).isEqualTo(20);
    assertThat(matrix.accuracy()).isEqualTo(14 / 20.0);
    assertThat(matrix.recall(2)).isEqualTo(4 / 6.0);
    assertThat(matrix.precision(2)).isEqualTo(4 / 7.0);
    assertThat(matrix.recall(1)).isZero();
    assertThat(matrix.meanRecall()).isEqualTo((3 / 4.0 + 0 + 4 / 6.0 + 0.7) / 4);
    ConfusionMatrix half = new ConfusionMatrix(List.of("a", "b"), new int[][] {{3, 1}, {0, 0}});
    assertThat(half.clips(1)).isZero();
    assertThat(half.takenFor(1)).isEqualTo(1);
    assertThat(half.meanRecall()).isEqualTo(0.375);
    assertThat(half.meanRecallOfPresent()).isEqualTo(0.75);
  }

  @Test
  void mergesWordsThatAreNotWanted() {
    ConfusionMatrix merged = matrix.merged(List.of("_silence_", "yes"), "_unknown_");

    assertThat(merged.labels()).containsExactly("_silence_", "_unknown_", "yes");
    assertThat(merged.counts()).isDeepEqualTo(new int[][] {{3, 0, 1}, {1, 7, 2}, {0, 2, 4}});
  }

  @Test
  void isATable() {
    assertThat(matrix.merged(List.of("_silence_", "yes"), "_unknown_").toText())
        .isEqualTo(
            """
                       _silence_ _unknown_       yes
            _silence_          3         0         1
            _unknown_          1         7         2
            yes                0         2         4
            """);
  }
}
