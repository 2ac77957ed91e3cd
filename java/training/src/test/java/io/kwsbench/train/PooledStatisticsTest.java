package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.model.BatchStatistics;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PooledStatisticsTest {
  private static final BatchStatistics LAYER = new BatchStatistics("norm", null, null);

  /** Batches of two and three clips: what one batch of all five would have. */
  @Test
  void batchesTogetherAreOnePopulation() {
    float[] first = {1, 3};
    float[] second = {10, 20, 60};
    PooledStatistics pooled = new PooledStatistics();
    pooled.add(LAYER, new float[] {mean(first)}, new float[] {variance(first)}, 2);
    pooled.add(LAYER, new float[] {mean(second)}, new float[] {variance(second)}, 3);

    float[] all = {1, 3, 10, 20, 60};
    Map<String, float[]> averages = pooled.averages();
    assertThat(averages).containsOnlyKeys("norm/moving_mean:0", "norm/moving_variance:0");
    assertThat(averages.get("norm/moving_mean:0"))
        .containsExactly(new float[] {mean(all)}, within(1e-5f));
    assertThat(averages.get("norm/moving_variance:0"))
        .containsExactly(new float[] {variance(all)}, within(1e-3f));
  }

  private static float mean(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static float variance(float[] values) {
    float[] squares = Arrays.copyOf(values, values.length);
    for (int i = 0; i < squares.length; i++) {
      squares[i] = (values[i] - mean(values)) * (values[i] - mean(values));
    }
    return mean(squares);
  }
}
