package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauScheduleTest {
  /** Rates that Keras 2.1.2's ReduceLROnPlateau(0.5, patience 4, min 1e-5, mode max) sets. */
  @Test
  void fallsAsInKeras() {
    double[] accuracies = {0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.7, 0.7};

    assertThat(rates(1e-3, accuracies))
        .containsExactly(
            1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 5e-4, 5e-4, 5e-4, 5e-4, 2.5e-4, 2.5e-4, 2.5e-4);
  }

  @Test
  void neverFallsBelowTheLeast() {
    assertThat(rates(1.5e-5, new double[20])).endsWith(1e-5).doesNotContain(7.5e-6);
  }

  @Test
  void tinyGainsDoNotCount() {
    double[] accuracies = {0.5, 0.50005, 0.50009, 0.50005, 0.50009, 0.50009};

    assertThat(rates(1e-3, accuracies)).endsWith(5e-4);
  }

  private static List<Double> rates(double start, double[] accuracies) {
    List<Double> rates = new ArrayList<>();
    PlateauSchedule schedule = PlateauSchedule.starting(start);
    for (double accuracy : accuracies) {
      schedule = schedule.after(accuracy, PlateauSchedule.Rule.original());
      rates.add(schedule.rate());
    }
    return rates;
  }
}
